package org.belltower.ingest.sis;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The columns of one row, all of them or those that somebody looks at. Its text names columns only.
public record Row(Map<String, Cell> columns) {
    public Row {
        columns = Map.copyOf(columns);
    }

    /// Empty if there is no such column here.
    public Optional<Cell> cell(String column) {
        return Optional.ofNullable(columns.get(column));
    }

    /// With only those of the columns that it has.
    public Row only(Collection<String> wanted) {
        Map<String, Cell> kept = new HashMap<>(columns);
        kept.keySet().retainAll(wanted);
        return new Row(kept);
    }

    /// As it would be with the other's columns in the place of its own.
    public Row with(Row other) {
        Map<String, Cell> all = new HashMap<>(columns);
        all.putAll(other.columns);
        return new Row(all);
    }

    @Override
    public String toString() {
        return "Row" + columns.keySet();
    }
}
