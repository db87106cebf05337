package org.belltower.ingest.sis.mapper;

import java.util.List;
import java.util.Map;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.mapping.Lookup;
import org.belltower.model.change.Change;

/// What one mapping makes of one image of a row.
sealed interface Reading {
    /// @param found what lookups found, by their names
    record Says(Change change, Map<String, Found> found) implements Reading {
        public Says {
            found = Map.copyOf(found);
        }
    }

    /// @param key by which it was looked up
    record Found(List<Cell> key, Row row) {
        public Found {
            key = List.copyOf(key);
        }
    }

    /// It does not count.
    record Nothing() implements Reading {}

    /// Something that it is about is not known yet.
    record Missing(Lookup lookup, List<Cell> key) implements Reading {}

    record Unusable(String reason) implements Reading {}
}
