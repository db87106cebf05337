package org.belltower.registry.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.registry.roster.Written.Reason;

/// Takes a list of items as it came: what can be read is written, and each is answered for itself. Thread-safe if the
/// writer is.
public final class RosterImport {
    /// Items in one call.
    public static final int MOST = 1_000;

    private final RosterWriter writer;

    public RosterImport(RosterWriter writer) {
        this.writer = writer;
    }

    /// The items of a body, not looked into.
    ///
    /// @throws MalformedMessageException if the body is not `{"items": [...]}` with at most [#MOST] items
    public static List<JsonNode> items(JsonNode body) throws MalformedMessageException {
        if (!(body instanceof ObjectNode object)) {
            throw new MalformedMessageException("", "must be an object");
        }
        JsonNode items = object.path("items");
        if (!items.isArray()) {
            throw new MalformedMessageException("items", items.isMissingNode() ? "is required" : "must be a list");
        }
        if (object.size() > 1) {
            throw new MalformedMessageException("", "must hold nothing but items");
        }
        if (items.size() > MOST) {
            throw new MalformedMessageException("items", "must not be more than " + MOST);
        }
        return List.copyOf(items.valueStream().toList());
    }

    /// Blocks. May be repeated.
    ///
    /// @return an answer for each item, in the same order
    public List<ItemAnswer> apply(DistrictId district, List<JsonNode> items) {
        List<Reading> readings = new ArrayList<>();
        List<RosterItem> readable = new ArrayList<>();
        for (JsonNode json : items) {
            Reading reading = read(json);
            readings.add(reading);
            if (reading instanceof Reading.Understood(RosterItem item)) {
                readable.add(item);
            }
        }
        List<Written> written = readable.isEmpty() ? List.of() : writer.write(district, readable);
        List<ItemAnswer> answers = new ArrayList<>();
        int next = 0;
        for (int index = 0; index < items.size(); index++) {
            Written outcome = switch (readings.get(index)) {
                case Reading.Understood _ -> written.get(next++);
                case Reading.NotUnderstood(Written.Refused refused) -> refused;
            };
            answers.add(answer(index, items.get(index), outcome));
        }
        return answers;
    }

    private static Reading read(JsonNode json) {
        try {
            return new Reading.Understood(ItemReader.read(json));
        } catch (MalformedMessageException e) {
            return new Reading.NotUnderstood(new Written.Refused(Reason.INVALID, e.field(), e.rule()));
        }
    }

    private static ItemAnswer answer(int index, JsonNode json, Written written) {
        Kind kind = ItemReader.kind(json).orElse(null);
        String id = ItemReader.id(json).orElse(null);
        return switch (written) {
            case Written.Done done -> new ItemAnswer(index, kind, id, done.status(), null);
            case Written.Refused refused -> ItemAnswer.refused(index, kind, id, refused);
        };
    }

    private sealed interface Reading {
        record Understood(RosterItem item) implements Reading {}

        record NotUnderstood(Written.Refused refused) implements Reading {}
    }
}
