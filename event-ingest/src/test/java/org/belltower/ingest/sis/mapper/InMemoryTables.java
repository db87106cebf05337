package org.belltower.ingest.sis.mapper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.TableName;
import org.belltower.ingest.sis.mapping.Lookup;
import org.jspecify.annotations.Nullable;

/// Rows in a list.
public final class InMemoryTables implements LookupTables {
    private final Map<TableName, List<Row>> rows = new HashMap<>();

    public InMemoryTables with(String table, Row row) {
        rows.computeIfAbsent(TableName.of(table), _ -> new ArrayList<>()).add(row);
        return this;
    }

    @Override
    public @Nullable Row find(Lookup.Index index, List<Cell> key) {
        return rows.getOrDefault(index.table(), List.of()).stream()
                .filter(row -> has(row, index, key))
                .findFirst()
                .orElse(null);
    }

    private static boolean has(Row row, Lookup.Index index, List<Cell> key) {
        for (int i = 0; i < key.size(); i++) {
            Optional<String> sought = key.get(i).asText();
            if (!row.cell(index.columns().get(i)).flatMap(Cell::asText).equals(sought)) {
                return false;
            }
        }
        return true;
    }
}
