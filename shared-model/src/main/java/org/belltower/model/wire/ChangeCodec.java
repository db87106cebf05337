package org.belltower.model.wire;

import static org.belltower.model.wire.CloudEventHeaders.number;
import static org.belltower.model.wire.CloudEventHeaders.required;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ChangeType;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.change.SourcePosition;
import org.jspecify.annotations.Nullable;

/// Writes and reads change events: what the producer said of the event stands in the headers, the data in the value.
///
/// Thread-safe; both directions are pure.
public final class ChangeCodec {
    private ChangeCodec() {}

    public static WireRecord encode(ChangeEvent event) {
        Map<String, String> headers = new HashMap<>();
        headers.put(CloudEventHeaders.SPEC_VERSION, "1.0");
        headers.put(CloudEventHeaders.ID, event.id().id());
        headers.put(CloudEventHeaders.SOURCE, event.id().source());
        headers.put(CloudEventHeaders.TYPE, ChangeType.of(event.change()).typeName());
        headers.put(CloudEventHeaders.TIME, event.order().time().toString());
        headers.put(CloudEventHeaders.CONTENT_TYPE, MessageType.CONTENT_TYPE);
        headers.put(CloudEventHeaders.DISTRICT, event.district().value());
        headers.put(CloudEventHeaders.CLIENT, event.id().client());
        headers.put(CloudEventHeaders.ORIGIN, event.origin().name().toLowerCase(Locale.ROOT));
        SourcePosition position = event.order().position();
        if (position != null) {
            headers.put(CloudEventHeaders.GENERATION, Long.toString(position.generation()));
            headers.put(CloudEventHeaders.POSITION, Long.toString(position.position()));
        }
        switch (event.step()) {
            case ItemStep.Upsert _ -> {}
            case ItemStep.Move move -> {
                headers.put(CloudEventHeaders.STEP, "move");
                headers.put(CloudEventHeaders.FORMER_ITEM, move.from());
            }
            case ItemStep.Delete _ -> headers.put(CloudEventHeaders.STEP, "delete");
        }
        if (event.step().unchanged()) {
            headers.put(CloudEventHeaders.UNCHANGED, "true");
        }
        return new WireRecord(event.key(), headers, JsonCodec.write(event.change()));
    }

    /// @throws MalformedMessageException naming the header or field
    public static ChangeEvent decode(Map<String, String> headers, byte[] value) throws MalformedMessageException {
        ChangeType type = type(required(headers, CloudEventHeaders.TYPE));
        Change change = JsonCodec.read(value, type.dataClass());
        try {
            return new ChangeEvent(
                    new DistrictId(required(headers, CloudEventHeaders.DISTRICT)),
                    new EventId(
                            required(headers, CloudEventHeaders.CLIENT),
                            required(headers, CloudEventHeaders.SOURCE),
                            required(headers, CloudEventHeaders.ID)),
                    order(headers),
                    origin(required(headers, CloudEventHeaders.ORIGIN)),
                    step(headers),
                    change);
        } catch (InvalidFieldException e) {
            throw CloudEventHeaders.malformed(e);
        }
    }

    /// Reads the data of a change of a given type, as a producer wrote it.
    ///
    /// @throws MalformedMessageException naming the type or the field
    public static Change change(String typeName, JsonNode data) throws MalformedMessageException {
        return JsonCodec.read(data, type(typeName).dataClass());
    }

    /// Makes a change of the fields of its data, by their names: texts, numbers, and further such maps.
    ///
    /// @throws MalformedMessageException naming the field
    public static Change change(ChangeType type, Map<String, ?> data) throws MalformedMessageException {
        return JsonCodec.readStrictly(JsonCodec.mapper().valueToTree(data), type.dataClass());
    }

    /// @throws MalformedMessageException if it is not live, snapshot or backfill
    public static Origin origin(String text) throws MalformedMessageException {
        return switch (text) {
            case "live" -> Origin.LIVE;
            case "snapshot" -> Origin.SNAPSHOT;
            case "backfill" -> Origin.BACKFILL;
            default -> throw new MalformedMessageException("origin", "must be live, snapshot or backfill");
        };
    }

    /// @throws MalformedMessageException if there is no such type
    public static ChangeType type(String typeName) throws MalformedMessageException {
        return ChangeType.named(typeName)
                .orElseThrow(() -> new MalformedMessageException("type", "is not a change event Belltower knows"));
    }

    private static ItemStep step(Map<String, String> headers) throws MalformedMessageException {
        boolean unchanged = isUnchanged(headers);
        return switch (headers.getOrDefault(CloudEventHeaders.STEP, "upsert")) {
            case "upsert" -> new ItemStep.Upsert(unchanged);
            case "move" -> new ItemStep.Move(required(headers, CloudEventHeaders.FORMER_ITEM), unchanged);
            case "delete" -> new ItemStep.Delete();
            default -> throw new MalformedMessageException(CloudEventHeaders.STEP, "must be upsert, move or delete");
        };
    }

    private static boolean isUnchanged(Map<String, String> headers) throws MalformedMessageException {
        return switch (headers.getOrDefault(CloudEventHeaders.UNCHANGED, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new MalformedMessageException(CloudEventHeaders.UNCHANGED, "must be true or false");
        };
    }

    private static EventOrder order(Map<String, String> headers) throws MalformedMessageException {
        Optional<Long> generation = number("generation", headers.get(CloudEventHeaders.GENERATION));
        Optional<Long> position = number("position", headers.get(CloudEventHeaders.POSITION));
        return new EventOrder(
                CloudEventHeaders.time(CloudEventHeaders.TIME, required(headers, CloudEventHeaders.TIME)),
                position(generation, position));
    }

    private static @Nullable SourcePosition position(Optional<Long> generation, Optional<Long> position)
            throws MalformedMessageException {
        if (generation.isPresent() != position.isPresent()) {
            throw new MalformedMessageException("position", "and generation must be given together");
        }
        return position.isEmpty() ? null : new SourcePosition(generation.orElseThrow(), position.orElseThrow());
    }
}
