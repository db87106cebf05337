package org.belltower.ingest.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.Problem;
import org.jspecify.annotations.Nullable;

/// Reads the events of a request. Pure and thread-safe. Whatever the bytes and headers are, it returns: no input makes
/// it throw.
public final class CloudEvents {
    private final Limits limits;

    public CloudEvents(Limits limits) {
        this.limits = limits;
    }

    /// Counts the events of a body, so that whoever may not hand in so many need not have them read.
    ///
    /// @param headers the request's, by name in any case; used in binary mode only
    public CountedBody count(ContentMode mode, Map<String, List<String>> headers, byte[] body) {
        if (body.length > limits.bodyBytes(mode)) {
            return refused(tooLarge(mode, limits));
        }
        Optional<char[]> decoded = Utf8.decode(body);
        if (decoded.isEmpty()) {
            return refused(malformed("The body is not UTF-8."));
        }
        char[] text = decoded.get();
        return mode == ContentMode.BATCH ? batch(text) : new CountedBody(1, () -> one(mode, headers, text));
    }

    private static CountedBody refused(Problem problem) {
        return CountedBody.refused(new RequestReading.Refused(problem));
    }

    /// What a body that is longer than it may be is told.
    public static Problem tooLarge(ContentMode mode, Limits limits) {
        String what = mode == ContentMode.BATCH ? "A batch" : "An event";
        return Problem.of(
                413,
                "Content Too Large",
                "%s must not be longer than %d bytes.".formatted(what, limits.bodyBytes(mode)));
    }

    private static RequestReading one(ContentMode mode, Map<String, List<String>> headers, char[] text) {
        try {
            return new RequestReading.Events(List.of(
                    mode == ContentMode.BINARY
                            ? CandidateReader.read(HeaderAttributes.of(headers, data(text)))
                            : structured(text, 0, text.length)));
        } catch (MalformedMessageException e) {
            return new RequestReading.Refused(malformed(subject(mode), e));
        }
    }

    private static @Nullable JsonNode data(char[] text) throws MalformedMessageException {
        if (new String(text).isBlank()) {
            return null;
        }
        JsonNode data = StrictJson.parse(text, 0, text.length);
        return data.isNull() ? null : data;
    }

    private static Reading structured(char[] text, int from, int to) throws MalformedMessageException {
        if (StrictJson.parse(text, from, to) instanceof ObjectNode event) {
            return CandidateReader.read(JsonAttributes.of(event));
        }
        throw new MalformedMessageException("", "must be a JSON object");
    }

    private CountedBody batch(char[] text) {
        List<BatchSplitter.Element> elements;
        try {
            elements = BatchSplitter.split(text, limits.batchEvents());
        } catch (MalformedMessageException e) {
            return refused(malformed(subject(ContentMode.BATCH), e));
        }
        if (elements.size() > limits.batchEvents()) {
            return refused(Problem.of(
                    413,
                    "Content Too Large",
                    "A batch must not hold more than %d events.".formatted(limits.batchEvents())));
        }
        return new CountedBody(
                elements.size(),
                () -> new RequestReading.Events(
                        elements.stream().map(element -> element(text, element)).toList()));
    }

    private Reading element(char[] text, BatchSplitter.Element element) {
        if (!element.isObject()) {
            return new Reading.Unreadable(null, malformed("The event must be a JSON object."));
        }
        if (Utf8.length(text, element.from(), element.to()) > limits.eventBytes()) {
            return new Reading.Unreadable(null, tooLarge(ContentMode.STRUCTURED, limits));
        }
        try {
            return structured(text, element.from(), element.to());
        } catch (MalformedMessageException e) {
            return new Reading.Unreadable(null, malformed("The event", e));
        }
    }

    private static String subject(ContentMode mode) {
        return switch (mode) {
            case BINARY -> "The body";
            case STRUCTURED -> "The event";
            case BATCH -> "The batch";
        };
    }

    private static Problem malformed(String subject, MalformedMessageException e) {
        return e.field().isEmpty()
                ? malformed(subject + " " + e.rule() + ".")
                : Problem.of(400, "Bad Request", e.getMessage(), e.field());
    }

    private static Problem malformed(String detail) {
        return Problem.of(400, "Bad Request", detail);
    }
}
