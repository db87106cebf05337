package org.belltower.ingest.sis.mapper;

import java.util.List;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.TableName;
import org.belltower.ingest.sis.mapping.Lookup;
import org.belltower.model.change.SourcePosition;
import org.jspecify.annotations.Nullable;

/// The rows of captured tables, as far as the log has been read.
public interface LookupTables {
    /// What a row refers to.
    ///
    /// @param key what stands in the index's columns, in their order
    /// @param at where in the log the row is written: what it refers to may have gone since
    /// @return the row with those of its columns that are kept; null if there is none yet, or none any more
    @Nullable
    Row find(Lookup.Index index, List<Cell> key, SourcePosition at);

    /// As [#find], of what a row was until then: it did not refer to what came later.
    @Nullable
    Row findBefore(Lookup.Index index, List<Cell> key, SourcePosition at);

    /// What a row was before it got another primary key, as far as mappings of its table read it and the
    /// log says it.
    ///
    /// @param at where in the log it got that
    /// @return null if that has not been read yet
    @Nullable
    Row former(TableName table, SourcePosition at);
}
