package org.belltower.ingest.sis.mapper;

import java.time.Instant;
import java.util.TreeMap;
import org.belltower.model.change.SourcePosition;
import org.jspecify.annotations.Nullable;

/// Rows in memory: to try a mapping, and for tests. Not thread-safe.
public final class MemoryShelf implements RowShelf {
    private final TreeMap<String, Standing> rows = new TreeMap<>();

    @Override
    public @Nullable Standing get(String place) {
        return rows.get(place);
    }

    @Override
    public void put(String place, Standing standing) {
        rows.put(place, standing);
    }

    @Override
    public void deleteAll(String prefix, SourcePosition position) {
        rows.entrySet()
                .removeIf(row ->
                        row.getKey().startsWith(prefix) && !row.getValue().isNewerThan(position));
    }

    @Override
    public void deleteGone(Instant before) {
        rows.values().removeIf(standing -> {
            Standing.End end = standing.end();
            return end != null && end.read().isBefore(before);
        });
    }
}
