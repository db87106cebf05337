package org.belltower.ingest.sis.mapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Moment;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.RowChange;
import org.belltower.ingest.sis.TableName;
import org.belltower.ingest.sis.mapping.Lookup;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.model.change.SourcePosition;
import org.jspecify.annotations.Nullable;

/// The rows of one source that mappings look up, once for each index, with no more of their columns than
/// somebody reads.
///
/// The topics of two tables, and two partitions of one, are read in no certain order. So each row is kept
/// with its position: an older version does not overwrite a newer one, nor does the end of a row that
/// another has followed at its place. And a row that went, or is found elsewhere now, is still found by
/// what was written before that.
///
/// Not thread-safe.
public final class CapturedTables implements LookupTables {
    private static final String SEPARATOR = "\u001f";

    /// In the place of an index's columns, of which none is called so.
    private static final String FORMER = "\u0001";

    private final SourceMapping source;
    private final RowShelf rows;
    /// Asked for with each row.
    private final Map<TableName, List<Lookup.Index>> indexes = new HashMap<>();

    private final Map<TableName, Set<String>> keptColumns = new HashMap<>();
    private final Map<TableName, Set<String>> readColumns = new HashMap<>();

    public CapturedTables(SourceMapping source, RowShelf rows) {
        this.source = source;
        this.rows = rows;
        for (TableName table : source.tables()) {
            indexes.put(table, source.indexes(table));
            keptColumns.put(table, source.keptColumns(table));
            readColumns.put(table, source.readColumns(table));
        }
    }

    @Override
    public @Nullable Row find(Lookup.Index index, List<Cell> key, SourcePosition at) {
        ShelvedRow shelved = rows.get(place(index, key));
        return shelved != null && shelved.isFoundAt(at) ? shelved.row() : null;
    }

    @Override
    public @Nullable Row findBefore(Lookup.Index index, List<Cell> key, SourcePosition at) {
        ShelvedRow shelved = rows.get(place(index, key));
        return shelved != null && shelved.stoodBefore(at) ? shelved.row() : null;
    }

    @Override
    public @Nullable Row former(TableName table, SourcePosition at) {
        ShelvedRow shelved = rows.get(formerPlace(table, at));
        return shelved == null ? null : shelved.row();
    }

    /// Whether there is a row at a place.
    public boolean isThere(String place) {
        ShelvedRow shelved = rows.get(place);
        return shelved != null && shelved.isThere();
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

    /// The place of what a row was before it got another primary key.
    ///
    /// @param at where in the log it got that
    public String formerPlace(TableName table, SourcePosition at) {
        return prefix(table) + FORMER + SEPARATOR + at.generation() + SEPARATOR + at.position();
    }

    private String prefix(TableName table) {
        return source.key() + SEPARATOR + table + SEPARATOR;
    }

    /// Learns what became of a row. Repeatable.
    ///
    /// @param generation of the log
    /// @return the places at which something can be found now
    public List<String> learn(RowChange change, int generation, Instant now) {
        TableName table = change.table();
        Entry entry = new Entry(change.momentIn(generation), now);
        return switch (change.operation()) {
            case RowChange.Operation.Written written -> written(table, written, entry);
            case RowChange.Operation.Rekeyed rekeyed -> written(table, rekeyed.alone(), entry);
            case RowChange.Operation.Former former -> {
                gone(table, former.before(), entry);
                yield keepFormer(table, former.before(), entry);
            }
            case RowChange.Operation.Deleted deleted -> {
                gone(table, deleted.before(), entry);
                yield List.of();
            }
            case RowChange.Operation.Truncated _ -> {
                rows.deleteAll(prefix(table), entry.moment());
                yield List.of();
            }
        };
    }

    /// An entry of the log.
    private record Entry(Moment moment, Instant read) {
        ShelvedRow.End end() {
            return new ShelvedRow.End(moment, read);
        }
    }

    /// Forgets rows of which the end was read before that.
    public void forgetGone(Instant before) {
        rows.deleteGone(before);
    }

    private List<String> keepFormer(TableName table, Row before, Entry entry) {
        if (source.events(table).isEmpty()) {
            return List.of();
        }
        String place = formerPlace(table, entry.moment().position());
        Row read = before.only(readColumns.getOrDefault(table, Set.of()));
        rows.put(place, new ShelvedRow(read, null, null, entry.end()));
        return List.of(place);
    }

    private List<String> written(TableName table, RowChange.Operation.Written written, Entry entry) {
        List<String> found = new ArrayList<>();
        Row before = written.before();
        for (Lookup.Index index : indexes.getOrDefault(table, List.of())) {
            Optional<String> place = place(index, written.after());
            Optional<String> former = before == null ? Optional.empty() : place(index, before);
            // Before it goes from where it was: what the log did not write down, since it did not change,
            // is there.
            Row known = former.or(() -> place)
                    .flatMap(there -> Optional.ofNullable(rows.get(there)))
                    .filter(there -> !there.isNewerThan(entry.moment()))
                    .map(ShelvedRow::row)
                    .orElse(new Row(Map.of()));
            if (before != null && former.isPresent() && !former.equals(place)) {
                end(former.get(), kept(table, before), entry);
                found.add(former.get());
            }
            place.ifPresent(there -> put(there, known.with(available(kept(table, written.after()))), entry));
            place.ifPresent(found::add);
        }
        return found;
    }

    /// What is older than what is there says only what is not known of that: a mapping may have come to
    /// read another column since.
    private void put(String place, Row row, Entry entry) {
        ShelvedRow there = rows.get(place);
        if (there == null) {
            rows.put(place, new ShelvedRow(row, null, entry.moment(), null));
        } else if (!there.isNewerThan(entry.moment())) {
            rows.put(place, there.rewritten(row, entry.moment()));
        } else if (!there.row().columns().keySet().containsAll(row.columns().keySet())) {
            rows.put(place, new ShelvedRow(row.with(there.row()), there.came(), there.written(), there.end()));
        }
    }

    private void gone(TableName table, Row before, Entry entry) {
        for (Lookup.Index index : indexes.getOrDefault(table, List.of())) {
            place(index, before).ifPresent(place -> end(place, kept(table, before), entry));
        }
    }

    /// @param row as it was, as far as the entry says
    private void end(String place, Row row, Entry entry) {
        ShelvedRow there = rows.get(place);
        if (there == null) {
            rows.put(place, new ShelvedRow(row, null, null, entry.end()));
        } else if (there.isOlderThan(entry.moment())) {
            rows.put(place, new ShelvedRow(there.row(), there.came(), there.written(), entry.end()));
        }
    }

    private Row kept(TableName table, Row row) {
        return row.only(keptColumns.getOrDefault(table, Set.of()));
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
