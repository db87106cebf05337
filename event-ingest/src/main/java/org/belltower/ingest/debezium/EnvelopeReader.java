package org.belltower.ingest.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.RowChange;
import org.belltower.ingest.sis.TableName;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/// Reads records of the topics of captured tables, as `JsonConverter` writes them, with
/// `schemas.enable` or without.
///
/// An update of a primary key comes as the end of the row under its old key and its beginning under the new
/// one, in either order where the keys stand in two partitions; headers tell each of the other. Both have one
/// place in the log, and only the end says what the other columns were.
///
/// Pure.
public final class EnvelopeReader {
    private static final String OLD_KEY = "__debezium.oldkey";
    private static final String NEW_KEY = "__debezium.newkey";

    private EnvelopeReader() {}

    /// @param key null where the table has no primary key
    /// @param value null if the record is a tombstone
    /// @param headers of the record
    public static Envelope read(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        if (value == null) {
            return new Envelope.NoChange(Envelope.Kind.TOMBSTONE);
        }
        try {
            JsonNode message = JsonCodec.read(value, JsonNode.class);
            RowDecoder rows = RowDecoder.of(hasSchema(message) ? message.path("schema") : MissingNode.getInstance());
            return payload(unwrapped(message), rows, key, headers);
        } catch (MalformedMessageException e) {
            return new Envelope.Unreadable(e.getMessage());
        }
    }

    /// A record's headers.
    @FunctionalInterface
    public interface Headers {
        byte @Nullable [] value(String name);
    }

    private static Envelope payload(JsonNode payload, RowDecoder rows, byte @Nullable [] key, Headers headers)
            throws MalformedMessageException {
        String operation = payload.path("op").asText();
        return switch (operation) {
            case "c", "u", "r" -> written(payload, rows, key, headers);
            case "d" -> {
                Row before = before(payload, rows, key);
                yield change(
                        payload,
                        key,
                        headers.value(NEW_KEY) == null
                                ? new RowChange.Operation.Deleted(before)
                                : new RowChange.Operation.Former(before));
            }
            case "t" -> change(payload, key, new RowChange.Operation.Truncated());
            case "m" -> new Envelope.NoChange(Envelope.Kind.MESSAGE);
            case "" -> noRow(payload);
            default -> throw new MalformedMessageException("op", "must be c, u, d, r, t or m");
        };
    }

    private static Envelope noRow(JsonNode payload) throws MalformedMessageException {
        if (payload.path("status").isTextual() && payload.has("id")) {
            return new Envelope.NoChange(Envelope.Kind.TRANSACTION);
        }
        if (payload.has("ts_ms")
                && payload.propertyStream().allMatch(field -> field.getKey().startsWith("ts_"))) {
            return new Envelope.NoChange(Envelope.Kind.HEARTBEAT);
        }
        throw new MalformedMessageException(
                "op", "is required: records must be Debezium's envelopes (no ExtractNewRecordState)");
    }

    private static Envelope written(JsonNode payload, RowDecoder rows, byte @Nullable [] key, Headers headers)
            throws MalformedMessageException {
        Row after = rows.read("after", payload.path("after"));
        byte[] oldKey = headers.value(OLD_KEY);
        if (oldKey != null) {
            return change(payload, key, new RowChange.Operation.Rekeyed(after, columns(oldKey, rows)));
        }
        Row before = payload.path("before").isObject() ? rows.read("before", payload.path("before")) : null;
        return change(payload, key, new RowChange.Operation.Written(after, before));
    }

    /// Connect writes headers as it was told to, and by itself not as JSON: what is none says nothing.
    private static @Nullable Row columns(byte[] oldKey, RowDecoder rows) {
        try {
            return rows.read(OLD_KEY, unwrapped(oldKey));
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    /// As it was, or, if the log says nothing of that, its key.
    private static Row before(JsonNode payload, RowDecoder rows, byte @Nullable [] key)
            throws MalformedMessageException {
        if (payload.path("before").isObject()) {
            Row row = rows.read("before", payload.path("before"));
            return key == null ? row : told(row, rows.read("key", unwrapped(key)));
        }
        if (key == null) {
            throw new MalformedMessageException("before", "is required of a row without a key");
        }
        return rows.read("key", unwrapped(key));
    }

    /// Without `REPLICA IDENTITY FULL` the columns beside the key are there, and null, as if they had been.
    private static Row told(Row row, Row key) {
        boolean keyAlone = row.columns().entrySet().stream()
                .allMatch(column -> column.getValue() instanceof Cell.Nothing
                        || key.columns().containsKey(column.getKey()));
        return keyAlone ? row.only(key.columns().keySet()) : row;
    }

    private static Envelope change(JsonNode payload, byte @Nullable [] key, RowChange.Operation operation)
            throws MalformedMessageException {
        JsonNode source = payload.path("source");
        // First where it stands: other databases name their tables otherwise.
        RowChange.LogPlace place = place(payload, source);
        return new Envelope.Change(new RowChange(table(source), keyText(key, payload), operation, place));
    }

    private static TableName table(JsonNode source) throws MalformedMessageException {
        try {
            return new TableName(
                    source.path("schema").asText(), source.path("table").asText());
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("source", "must name schema and table");
        }
    }

    private static RowChange.LogPlace place(JsonNode payload, JsonNode source) throws MalformedMessageException {
        if (!source.path("connector").asText().equals("postgresql")) {
            throw new MalformedMessageException(
                    "source.connector", "must be postgresql: of other logs the order is not known here");
        }
        long committed = PostgresLog.committed(source);
        return new RowChange.LogPlace(
                PostgresLog.position(source),
                committed,
                time(source),
                kind(payload, source),
                source.path("txId").asLong(committed));
    }

    private static Instant time(JsonNode source) throws MalformedMessageException {
        try {
            if (source.path("ts_us").isIntegralNumber()) {
                return Instant.EPOCH.plus(source.path("ts_us").longValue(), ChronoUnit.MICROS);
            }
            if (source.path("ts_ms").isIntegralNumber()) {
                return Instant.ofEpochMilli(source.path("ts_ms").longValue());
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedMessageException("source.ts_ms", "is out of range");
        }
        throw new MalformedMessageException("source.ts_ms", "is required");
    }

    /// `source.snapshot` is a text (`first`, `true`, `last` and others), and in older versions true or false.
    private static RowChange.Kind kind(JsonNode payload, JsonNode source) {
        String snapshot = source.path("snapshot").asText("false");
        if (snapshot.equals("incremental")) {
            return RowChange.Kind.INCREMENTAL_SNAPSHOT;
        }
        boolean read = payload.path("op").asText().equals("r");
        return read || !snapshot.equals("false") ? RowChange.Kind.SNAPSHOT : RowChange.Kind.LIVE;
    }

    /// The columns of the key in their order; of a row without one it is made of all that is said of it.
    private static String keyText(byte @Nullable [] key, JsonNode payload) throws MalformedMessageException {
        if (key == null) {
            byte[] images =
                    (payload.path("before").toString() + payload.path("after")).getBytes(StandardCharsets.UTF_8);
            return UUID.nameUUIDFromBytes(images).toString();
        }
        JsonNode columns = unwrapped(key);
        if (columns.isValueNode()) {
            return columns.asText();
        }
        List<String> texts = columns.valueStream().map(JsonNode::asText).toList();
        // 3-7 is short, and a-b and c must not be what a and b-c are.
        boolean ambiguous = texts.size() > 1 && texts.stream().anyMatch(text -> text.contains("-"));
        return ambiguous ? columns.toString() : String.join("-", texts);
    }

    private static JsonNode unwrapped(byte[] json) throws MalformedMessageException {
        return unwrapped(JsonCodec.read(json, JsonNode.class));
    }

    private static JsonNode unwrapped(JsonNode message) {
        return hasSchema(message) ? message.path("payload") : message;
    }

    private static boolean hasSchema(JsonNode message) {
        return message.has("schema") && message.has("payload");
    }
}
