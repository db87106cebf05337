package org.belltower.ingest.sis.mapper;

import org.belltower.ingest.sis.Row;
import org.jspecify.annotations.Nullable;

/// Where rows stand that are looked up. Not thread-safe.
public interface RowShelf {
    /// @return null if nothing stands there
    @Nullable
    Row get(String place);

    void put(String place, Row row);

    /// Repeatable.
    void delete(String place);

    /// Deletes all whose places begin so.
    void deleteAll(String prefix);
}
