package org.belltower.ingest.sis.mapper;

import java.util.TreeMap;
import org.belltower.ingest.sis.Row;
import org.jspecify.annotations.Nullable;

/// Rows in memory: to try a mapping, and for tests. Not thread-safe.
public final class MemoryShelf implements RowShelf {
    private final TreeMap<String, Row> rows = new TreeMap<>();

    @Override
    public @Nullable Row get(String place) {
        return rows.get(place);
    }

    @Override
    public void put(String place, Row row) {
        rows.put(place, row);
    }

    @Override
    public void delete(String place) {
        rows.remove(place);
    }

    @Override
    public void deleteAll(String prefix) {
        rows.keySet().removeIf(place -> place.startsWith(prefix));
    }
}
