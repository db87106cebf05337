package org.belltower.ingest.sis.mapper;

import java.time.Instant;
import java.util.TreeMap;
import org.belltower.ingest.sis.Moment;
import org.jspecify.annotations.Nullable;

/// Rows in memory: to try a mapping, and for tests. Not thread-safe.
public final class MemoryShelf implements RowShelf {
    private final TreeMap<String, ShelvedRow> rows = new TreeMap<>();

    @Override
    public @Nullable ShelvedRow get(String place) {
        return rows.get(place);
    }

    @Override
    public void put(String place, ShelvedRow shelved) {
        rows.put(place, shelved);
    }

    @Override
    public void deleteAll(String prefix, Moment moment) {
        rows.entrySet()
                .removeIf(row ->
                        row.getKey().startsWith(prefix) && !row.getValue().isNewerThan(moment));
    }

    @Override
    public void deleteGone(Instant before) {
        rows.values().removeIf(shelved -> {
            ShelvedRow.End end = shelved.end();
            return end != null && end.read().isBefore(before);
        });
    }
}
