package org.belltower.ingest.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Moment;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.mapper.ShelvedRow;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.wire.JsonCodec;
import org.belltower.service.streams.StoredJson;
import org.jspecify.annotations.Nullable;

/// Writes rows that are looked up as JSON, and reads them back. An earlier release wrote the row alone,
/// as an object of its columns, in which none is an object as `row` is here.
final class ShelvedRowCodec {
    private static final String ROW = "row";
    private static final String CAME = "came";
    private static final String WRITTEN = "written";
    private static final String END = "end";
    private static final String READ = "read";

    private ShelvedRowCodec() {}

    static byte[] write(ShelvedRow shelved) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set(ROW, row(shelved.row()));
        put(object, CAME, shelved.came());
        put(object, WRITTEN, shelved.written());
        ShelvedRow.End end = shelved.end();
        if (end != null) {
            put(object, END, end.moment());
            object.put(READ, end.read().toEpochMilli());
        }
        return JsonCodec.write(object);
    }

    /// @throws IllegalStateException if that is nothing that was written here
    static ShelvedRow read(byte[] json) {
        JsonNode object = StoredJson.read(json, JsonNode.class);
        if (!object.path(ROW).isObject()) {
            return new ShelvedRow(row(object), null, null, null);
        }
        Moment end = moment(object.path(END));
        return new ShelvedRow(
                row(object.path(ROW)),
                position(object.path(CAME)),
                moment(object.path(WRITTEN)),
                end == null
                        ? null
                        : new ShelvedRow.End(
                                end, Instant.ofEpochMilli(object.path(READ).longValue())));
    }

    private static ObjectNode row(Row row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        row.columns().forEach((column, cell) -> {
            switch (cell) {
                case Cell.Text text -> object.put(column, text.text());
                case Cell.Decimal number -> object.put(column, number.number());
                case Cell.Flag flag -> object.put(column, flag.flag());
                case Cell.Nothing _ -> object.putNull(column);
                // Left out, as what is not known.
                case Cell.Unavailable _, Cell.Unreadable _ -> {}
            }
        });
        return object;
    }

    private static Row row(JsonNode object) {
        Map<String, Cell> columns = new HashMap<>();
        for (Map.Entry<String, JsonNode> column : object.properties()) {
            columns.put(column.getKey(), cell(column.getValue()));
        }
        return new Row(columns);
    }

    private static void put(ObjectNode object, String name, @Nullable SourcePosition position) {
        if (position != null) {
            object.putArray(name).add(position.generation()).add(position.position());
        }
    }

    private static @Nullable SourcePosition position(JsonNode array) {
        return array.isArray()
                ? new SourcePosition(array.path(0).longValue(), array.path(1).longValue())
                : null;
    }

    private static void put(ObjectNode object, String name, @Nullable Moment moment) {
        if (moment != null) {
            object.putArray(name)
                    .add(moment.position().generation())
                    .add(moment.position().position())
                    .add(moment.time().toString())
                    .add(moment.snapshot());
        }
    }

    /// An earlier release wrote the position alone, which decided.
    private static @Nullable Moment moment(JsonNode array) {
        SourcePosition position = position(array);
        return position == null
                ? null
                : new Moment(
                        position,
                        Instant.parse(array.path(2).asText(Instant.EPOCH.toString())),
                        array.path(3).booleanValue());
    }

    private static Cell cell(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> new Cell.Text(value.textValue());
            case NUMBER -> new Cell.Decimal(value.decimalValue());
            case BOOLEAN -> new Cell.Flag(value.booleanValue());
            case NULL -> Cell.nothing();
            case ARRAY, BINARY, MISSING, OBJECT, POJO ->
                throw new IllegalStateException("a store holds what this service wrote");
        };
    }
}
