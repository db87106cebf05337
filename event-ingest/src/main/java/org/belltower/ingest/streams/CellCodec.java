package org.belltower.ingest.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.model.wire.JsonCodec;
import org.belltower.service.streams.StoredJson;

/// Writes rows as JSON objects, and reads them back.
final class CellCodec {
    private CellCodec() {}

    static byte[] write(Row row) {
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
        return JsonCodec.write(object);
    }

    /// @throws IllegalStateException if that is nothing that was written here
    static Row read(byte[] json) {
        Map<String, Cell> columns = new HashMap<>();
        for (Map.Entry<String, JsonNode> column :
                StoredJson.read(json, JsonNode.class).properties()) {
            columns.put(column.getKey(), cell(column.getValue()));
        }
        return new Row(columns);
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
