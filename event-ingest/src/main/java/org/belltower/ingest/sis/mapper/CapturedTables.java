package org.belltower.ingest.sis.mapper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.RowChange;
import org.belltower.ingest.sis.TableName;
import org.belltower.ingest.sis.mapping.Lookup;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.jspecify.annotations.Nullable;

/// The rows of one source that mappings look up, once for each index, with no more of their columns than
/// somebody reads.
///
/// Not thread-safe.
public final class CapturedTables implements LookupTables {
    private static final String SEPARATOR = "\u001f";

    private final SourceMapping source;
    private final RowShelf rows;
    /// Asked for with each row.
    private final Map<TableName, List<Lookup.Index>> indexes = new HashMap<>();

    private final Map<TableName, Set<String>> keptColumns = new HashMap<>();

    public CapturedTables(SourceMapping source, RowShelf rows) {
        this.source = source;
        this.rows = rows;
        for (TableName table : source.tables()) {
            indexes.put(table, source.indexes(table));
            keptColumns.put(table, source.keptColumns(table));
        }
    }

    @Override
    public @Nullable Row find(Lookup.Index index, List<Cell> key) {
        return rows.get(place(index, key));
    }

    /// Whether there is a row at a place.
    public boolean isThere(String place) {
        return rows.get(place) != null;
    }

    /// The place of a row among all that are looked up; no two have the same.
    public String place(Lookup.Index index, List<Cell> key) {
        StringBuilder place = new StringBuilder(prefix(index.table())).append(String.join(",", index.columns()));
        for (Cell cell : key) {
            String text = cell.asText().orElse("");
            // By their lengths no two lists of texts are the same, whatever stands in them.
            place.append(SEPARATOR).append(text.length()).append(':').append(text);
        }
        return place.toString();
    }

    private String prefix(TableName table) {
        return source.key() + SEPARATOR + table + SEPARATOR;
    }

    /// Learns what became of a row. Repeatable.
    ///
    /// @return the places at which a row can be found now
    public List<String> learn(RowChange change) {
        List<String> found = new ArrayList<>();
        for (Lookup.Index index : indexes.getOrDefault(change.table(), List.of())) {
            switch (change.operation()) {
                case RowChange.Operation.Written written -> put(index, written).ifPresent(found::add);
                case RowChange.Operation.Deleted deleted ->
                    place(index, deleted.before()).ifPresent(rows::delete);
                case RowChange.Operation.Truncated _ -> rows.deleteAll(prefix(change.table()));
            }
        }
        return found;
    }

    private Optional<String> put(Lookup.Index index, RowChange.Operation.Written written) {
        Optional<String> place = place(index, written.after());
        Optional<String> former = Optional.ofNullable(written.before()).flatMap(before -> place(index, before));
        // Before it goes from where it was: what the log did not write down, since it did not change, is there.
        Optional<Row> known = former.or(() -> place).flatMap(there -> Optional.ofNullable(rows.get(there)));
        former.filter(there -> !place.equals(Optional.of(there))).ifPresent(rows::delete);
        Row kept = written.after().only(keptColumns.getOrDefault(index.table(), Set.of()));
        place.ifPresent(there ->
                rows.put(there, known.map(row -> row.with(available(kept))).orElse(kept)));
        return place;
    }

    private static Row available(Row row) {
        Map<String, Cell> columns = new HashMap<>(row.columns());
        columns.values().removeIf(Cell.Unavailable.class::isInstance);
        return new Row(columns);
    }

    /// Empty where a column of the index is null, or is not known.
    private Optional<String> place(Lookup.Index index, Row row) {
        List<Cell> key = new ArrayList<>();
        for (String column : index.columns()) {
            Optional<Cell> cell = row.cell(column).filter(each -> each.asText().isPresent());
            if (cell.isEmpty()) {
                return Optional.empty();
            }
            key.add(cell.get());
        }
        return Optional.of(place(index, key));
    }
}
