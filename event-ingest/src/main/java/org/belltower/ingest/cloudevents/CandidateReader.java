package org.belltower.ingest.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeType;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.Origin;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.CloudEventHeaders;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/// Makes a candidate of an event's attributes and data, or tells every field that is wrong.
final class CandidateReader {
    // java.time reads more than RFC 3339 allows: years of ten digits, times without seconds.
    private static final Pattern RFC_3339 = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");
    // No change of a school lies before it. What lies too far ahead is refused by the clock, behind us.
    private static final Instant EARLIEST = Instant.EPOCH;

    private final Attributes attributes;
    private final FieldErrors errors;

    private CandidateReader(Attributes attributes) {
        this.attributes = attributes;
        this.errors = attributes.errors();
    }

    static Reading read(Attributes attributes) {
        return new CandidateReader(attributes).read();
    }

    private Reading read() {
        errors.check(this::specVersion);
        String id = errors.check(() -> InvalidFieldException.text("id", attributes.required("id"), 255));
        String source = errors.check(this::source);
        Instant time = errors.check(this::time);
        Optional<SourcePosition> position = errors.check(this::position);
        Origin origin = errors.check(
                () -> ChangeCodec.origin(attributes.optional("origin").orElse("live")));
        errors.check(this::dataContentType);
        Change change = errors.check(this::change);
        if (id == null || source == null || time == null || origin == null || change == null || !errors.isEmpty()) {
            return new Reading.Unreadable(id, errors.problem());
        }
        SourcePosition known = position == null ? null : position.orElse(null);
        return new Reading.Candidate(id, source, new EventOrder(time, known), origin, districts(), change);
    }

    private String specVersion() throws MalformedMessageException {
        return oneOf("specversion", "1.0");
    }

    /// The data's media type: JSON, with or without its charset.
    private String dataContentType() throws MalformedMessageException {
        String type = attributes.required("datacontenttype");
        if (ContentMode.of(type).filter(ContentMode.BINARY::equals).isEmpty()) {
            throw new MalformedMessageException("datacontenttype", "must be application/json");
        }
        return type;
    }

    private String oneOf(String name, String only) throws MalformedMessageException {
        String value = attributes.required(name);
        if (!value.equals(only)) {
            throw new MalformedMessageException(name, "must be " + only);
        }
        return value;
    }

    /// Dot segments are refused: `/sis/north/../south` begins like a source of north.
    private String source() throws MalformedMessageException {
        String source = InvalidFieldException.text("source", attributes.required("source"), 512);
        try {
            String path = new URI(source).getPath();
            if (path == null || Arrays.stream(path.split("/", -1)).noneMatch(CandidateReader::isDotSegment)) {
                return source;
            }
            throw new MalformedMessageException("source", "must not have . or .. in its path");
        } catch (URISyntaxException e) {
            throw new MalformedMessageException("source", "must be a URI reference");
        }
    }

    private static boolean isDotSegment(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    private Instant time() throws MalformedMessageException {
        String time = attributes.required("time");
        if (!RFC_3339.matcher(time).matches()) {
            throw new MalformedMessageException("time", "must be an RFC 3339 timestamp");
        }
        Instant read = CloudEventHeaders.time("time", time);
        if (read.isBefore(EARLIEST)) {
            throw new MalformedMessageException("time", "must be a time from 1970 on");
        }
        return read;
    }

    private Optional<SourcePosition> position() throws MalformedMessageException {
        Optional<Long> generation = errors.check(() -> number("generation"));
        Optional<Long> position = errors.check(() -> number("position"));
        if (generation == null || position == null) {
            return Optional.empty();
        }
        if (generation.isPresent() != position.isPresent()) {
            throw new MalformedMessageException(
                    generation.isPresent() ? "position" : "generation",
                    "is required: generation and position are given together");
        }
        return generation.map(count -> new SourcePosition(count, position.orElseThrow()));
    }

    /// CloudEvents' Integer has 32 bits, and positions have more: they may come as text. The last one that there is may
    /// be used as any other; nothing comes after it.
    private Optional<Long> number(String name) throws MalformedMessageException {
        Optional<String> text = attributes.optional(name);
        if (text.filter(digits -> !DIGITS.matcher(digits).matches()).isPresent()) {
            throw new MalformedMessageException(name, "must be a whole number from 0 up");
        }
        return CloudEventHeaders.number(name, text.orElse(null));
    }

    private Change change() throws MalformedMessageException {
        ChangeType type = ChangeCodec.type(attributes.required("type"));
        JsonNode data = attributes.data();
        if (data == null) {
            throw new MalformedMessageException("data", "is required");
        }
        if (!data.isObject()) {
            throw new MalformedMessageException("data", "must be a JSON object");
        }
        try {
            return JsonCodec.read(data, type.dataClass());
        } catch (MalformedMessageException e) {
            throw new MalformedMessageException(e.field().isEmpty() ? "data" : "data." + e.field(), e.rule());
        }
    }

    private List<DistrictClaim> districts() {
        List<DistrictClaim> claims = new ArrayList<>();
        attributes.optional("district").ifPresent(district -> claims.add(new DistrictClaim("district", district)));
        JsonNode data = attributes.data();
        @Nullable JsonNode inData = data == null ? null : data.get("district");
        if (inData != null && !inData.isNull()) {
            claims.add(new DistrictClaim("data.district", inData.asText()));
        }
        return claims;
    }
}
