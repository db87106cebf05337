package org.belltower.ingest.sis.mapper;

import java.util.List;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.mapping.Lookup;
import org.jspecify.annotations.Nullable;

/// The rows of captured tables, as far as the log has been read.
public interface LookupTables {
    /// @param key what stands in the index's columns, in their order
    /// @return the row with those of its columns that are kept; null if there is none yet, or none any more
    @Nullable
    Row find(Lookup.Index index, List<Cell> key);
}
