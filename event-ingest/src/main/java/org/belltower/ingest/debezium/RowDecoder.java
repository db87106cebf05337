package org.belltower.ingest.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.model.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/// Reads the images of rows. Where the schema is written with the record, dates, times and decimals are what
/// they are in the table; else they are as Debezium counts and encodes them, of which a decimal cannot be
/// told from a text.
final class RowDecoder {
    /// What stands in place of a value that the log did not write down (`unavailable.value.placeholder`).
    private static final String UNAVAILABLE = "__debezium_unavailable_value";

    /// The same of a column of bytes.
    private static final String UNAVAILABLE_BYTES =
            Base64.getEncoder().encodeToString(UNAVAILABLE.getBytes(StandardCharsets.UTF_8));

    private final Map<String, JsonNode> types;

    private RowDecoder(Map<String, JsonNode> types) {
        this.types = types;
    }

    /// @param schema of the envelope; missing if it is not written
    static RowDecoder of(JsonNode schema) {
        Map<String, JsonNode> types = new HashMap<>();
        for (JsonNode image : schema.path("fields")) {
            if (image.path("field").asText().equals("after")) {
                image.path("fields")
                        .forEach(column -> types.put(column.path("field").asText(), column));
            }
        }
        return new RowDecoder(types);
    }

    /// @param place `after`, for what is said of a mistake
    /// @throws MalformedMessageException if it is no object
    Row read(String place, JsonNode image) throws MalformedMessageException {
        if (!image.isObject()) {
            throw new MalformedMessageException(place, "must be an object");
        }
        Map<String, Cell> columns = new HashMap<>();
        for (Map.Entry<String, JsonNode> column : image.properties()) {
            String name = column.getKey();
            try {
                columns.put(name, cell(column.getValue(), types.get(name)));
            } catch (IOException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
                // Told by whoever reads the column: most rows have some that nobody does.
                columns.put(name, new Cell.Unreadable());
            }
        }
        return new Row(columns);
    }

    private static Cell cell(JsonNode value, @Nullable JsonNode declared) throws IOException {
        JsonNode type = declared == null ? MissingNode.getInstance() : declared;
        if (value.isNull()) {
            return Cell.nothing();
        }
        if (value.isBoolean()) {
            return new Cell.Flag(value.booleanValue());
        }
        return switch (type.path("name").asText()) {
            case "io.debezium.time.Date", "org.apache.kafka.connect.data.Date" ->
                text(LocalDate.ofEpochDay(whole(value)));
            case "io.debezium.time.Timestamp", "org.apache.kafka.connect.data.Timestamp" ->
                moment(value, ChronoUnit.MILLIS);
            case "io.debezium.time.MicroTimestamp" -> moment(value, ChronoUnit.MICROS);
            case "io.debezium.time.NanoTimestamp" -> moment(value, ChronoUnit.NANOS);
            case "io.debezium.time.Time", "org.apache.kafka.connect.data.Time" -> time(value, ChronoUnit.MILLIS);
            case "io.debezium.time.MicroTime" -> time(value, ChronoUnit.MICROS);
            case "io.debezium.time.NanoTime" -> time(value, ChronoUnit.NANOS);
            case "org.apache.kafka.connect.data.Decimal" ->
                decimal(value, type.path("parameters").path("scale"));
            case "io.debezium.data.VariableScaleDecimal" -> decimal(value.path("value"), value.path("scale"));
            default -> plain(value);
        };
    }

    private static long whole(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("no whole number");
        }
        return value.longValue();
    }

    private static Cell plain(JsonNode value) {
        if (value.isNumber()) {
            return new Cell.Decimal(value.decimalValue());
        }
        String text = value.isTextual() ? value.textValue() : value.path(0).asText();
        if (text.equals(UNAVAILABLE) || text.equals(UNAVAILABLE_BYTES)) {
            return new Cell.Unavailable();
        }
        return new Cell.Text(value.isTextual() ? text : value.toString());
    }

    private static Cell text(Object value) {
        return new Cell.Text(value.toString());
    }

    /// Without a zone, as the column is.
    private static Cell moment(JsonNode value, ChronoUnit unit) {
        return text(LocalDateTime.ofInstant(Instant.EPOCH.plus(whole(value), unit), ZoneOffset.UTC));
    }

    private static Cell time(JsonNode value, ChronoUnit unit) {
        return text(LocalTime.MIDNIGHT.plus(whole(value), unit));
    }

    /// @param scale a number, or a text as parameters of a schema are
    private static Cell decimal(JsonNode value, JsonNode scale) throws IOException {
        if (!value.isTextual() || scale.isMissingNode()) {
            throw new IllegalArgumentException("no decimal");
        }
        return new Cell.Decimal(new BigDecimal(new BigInteger(value.binaryValue()), Integer.parseInt(scale.asText())));
    }
}
