package org.belltower.ingest.sis.mapping;

import java.util.Set;
import org.belltower.ingest.sis.Cell;

/// What must stand in a column for a row to count.
///
/// @param cells one of them, null among them if it may be null
/// @param negated none of them instead
public record Condition(ColumnPath column, Set<Cell> cells, boolean negated) {
    public Condition {
        cells = Set.copyOf(cells);
    }

    /// Whether it holds for what stands in the column.
    public boolean holdsFor(Cell cell) {
        return cells.stream().anyMatch(each -> each.isSameAs(cell)) != negated;
    }
}
