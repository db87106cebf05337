package org.belltower.ingest.sis.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.RowChange;
import org.belltower.ingest.sis.RowChange.Kind;
import org.belltower.ingest.sis.RowChange.LogPlace;
import org.belltower.ingest.sis.RowChange.Operation;
import org.belltower.ingest.sis.TableName;
import org.belltower.ingest.sis.mapping.Lookup;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.ingest.sis.mapping.yaml.Mappings;
import org.belltower.model.change.SourcePosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapturedTablesTest {
    private static final SourceMapping NORTH = Mappings.north();
    private static final TableName PERIOD = TableName.of("sis.period");
    private static final Lookup.Index BY_ID = NORTH.indexes(PERIOD).getFirst();
    private static final Row FIRST = row(number(1), new Cell.Text("P1"));

    private final CapturedTables tables = new CapturedTables(NORTH, new MemoryShelf());
    private long position;

    @Test
    void a_row_is_found_by_its_index_with_what_mappings_read_of_it() {
        write(FIRST.with(new Row(Map.of("teacher", new Cell.Text("Sommers")))), null);
        assertThat(find(number(1))).isEqualTo(FIRST);
    }

    @Test
    void the_place_of_a_row_that_was_learned_is_told() {
        assertThat(write(FIRST, null)).containsExactly(tables.place(BY_ID, List.of(number(1))));
        assertThat(delete(FIRST)).isEmpty();
    }

    @Test
    void a_row_whose_index_changed_is_found_where_it_is_now_and_nowhere_else() {
        write(FIRST, null);
        write(row(number(2), new Cell.Text("P1")), FIRST);
        assertThat(find(number(1))).isNull();
        assertThat(find(number(2))).isNotNull();
    }

    @Test
    void a_deleted_row_is_found_no_more_also_if_only_its_key_is_told() {
        write(FIRST, null);
        delete(new Row(Map.of("period_id", number(1))));
        assertThat(find(number(1))).isNull();
    }

    @Test
    void a_truncated_table_has_no_rows_and_others_keep_theirs() {
        write(FIRST, null);
        learn(TableName.of("sis.calendar"), new Operation.Truncated());
        assertThat(find(number(1))).isNotNull();
        learn(PERIOD, new Operation.Truncated());
        assertThat(find(number(1))).isNull();
    }

    @Test
    void what_was_written_after_a_table_was_truncated_stays_though_it_was_read_before() {
        learn(PERIOD, new Operation.Written(FIRST, null), 20);
        learn(PERIOD, new Operation.Truncated(), 10);
        assertThat(find(number(1))).isNotNull();
    }

    @Test
    void I16_an_older_version_does_not_overwrite_a_newer_one_in_whatever_order_they_are_read() {
        Row newer = row(number(1), new Cell.Text("P1 new"));
        learn(PERIOD, new Operation.Written(newer, FIRST), 20);
        learn(PERIOD, new Operation.Written(FIRST, null), 10);
        assertThat(find(number(1))).isEqualTo(newer);
        learn(PERIOD, new Operation.Deleted(newer), 30);
        learn(PERIOD, new Operation.Written(newer, FIRST), 20);
        assertThat(find(number(1))).isNull();
    }

    @Test
    void a_row_that_a_snapshot_reads_is_as_new_as_the_log_was_then() {
        Row newer = row(number(1), new Cell.Text("P1 new"));
        learn(PERIOD, new Operation.Written(newer, null), 20);
        for (Kind kind : List.of(Kind.SNAPSHOT, Kind.INCREMENTAL_SNAPSHOT)) {
            read(FIRST, kind, 10);
            assertThat(find(number(1))).isEqualTo(newer);
        }
        read(FIRST, Kind.INCREMENTAL_SNAPSHOT, 20);
        assertThat(find(number(1))).isEqualTo(FIRST);
    }

    @Test
    void an_older_version_says_what_is_not_known_of_the_newer_one() {
        learn(PERIOD, new Operation.Written(new Row(Map.of("period_id", number(1))), null), 20);
        read(FIRST, Kind.INCREMENTAL_SNAPSHOT, 10);
        assertThat(find(number(1))).isEqualTo(FIRST);
    }

    @Test
    void what_an_earlier_release_kept_is_older_than_anything() {
        MemoryShelf shelf = new MemoryShelf();
        CapturedTables old = new CapturedTables(NORTH, shelf);
        shelf.put(old.place(BY_ID, List.of(number(1))), new ShelvedRow(FIRST, null, null, null));
        assertThat(old.find(BY_ID, List.of(number(1)), new SourcePosition(0, 0)))
                .isEqualTo(FIRST);
        Row newer = row(number(1), new Cell.Text("P1 new"));
        old.learn(
                new RowChange(
                        PERIOD, "1", new Operation.Written(newer, FIRST), new LogPlace(0, 0, Instant.EPOCH, Kind.LIVE)),
                0,
                Instant.EPOCH);
        assertThat(old.find(BY_ID, List.of(number(1)), new SourcePosition(0, 0)))
                .isEqualTo(newer);
    }

    @Test
    void I21_a_chain_of_renames_leaves_each_row_where_it_is_called_so_in_whatever_order_it_is_read() {
        Row second = row(number(2), new Cell.Text("P2"));
        Operation away = new Operation.Written(row(number(9), new Cell.Text("P1")), FIRST);
        Operation forward = new Operation.Written(row(number(1), new Cell.Text("P2")), second);
        Operation back =
                new Operation.Written(row(number(2), new Cell.Text("P1")), row(number(9), new Cell.Text("P1")));
        Map<Long, Operation> steps = Map.of(11L, away, 12L, forward, 13L, back);
        for (List<Long> order : List.of(
                List.of(11L, 12L, 13L),
                List.of(11L, 13L, 12L),
                List.of(12L, 11L, 13L),
                List.of(12L, 13L, 11L),
                List.of(13L, 11L, 12L),
                List.of(13L, 12L, 11L))) {
            learn(PERIOD, new Operation.Truncated(), 14);
            learn(PERIOD, new Operation.Written(FIRST, null), 2);
            learn(PERIOD, new Operation.Written(second, null), 3);
            order.forEach(at -> learn(PERIOD, Objects.requireNonNull(steps.get(at)), at));
            assertThat(find(number(1))).as("%s", order).isEqualTo(row(number(1), new Cell.Text("P2")));
            assertThat(find(number(2))).as("%s", order).isEqualTo(row(number(2), new Cell.Text("P1")));
            assertThat(find(number(9))).as("%s", order).isNull();
        }
    }

    @Test
    void a_row_that_went_is_found_by_what_was_written_before_and_not_for_ever() {
        write(FIRST, null);
        learn(PERIOD, new Operation.Deleted(FIRST), 20);
        assertThat(find(number(1), 19)).isEqualTo(FIRST);
        assertThat(find(number(1), 21)).isNull();
        tables.forgetGone(Instant.EPOCH.plusSeconds(1));
        assertThat(find(number(1), 19)).isNull();
    }

    @Test
    void what_a_row_referred_to_is_not_what_came_to_that_name_since() {
        learn(PERIOD, new Operation.Deleted(FIRST), 10);
        learn(PERIOD, new Operation.Written(row(number(1), new Cell.Text("other")), null), 20);
        assertThat(tables.findBefore(BY_ID, List.of(number(1)), new SourcePosition(0, 15)))
                .isNull();
        assertThat(tables.findBefore(BY_ID, List.of(number(1)), new SourcePosition(0, 25)))
                .isNotNull();
    }

    @Test
    void a_row_without_its_index_is_nowhere() {
        assertThat(write(row(Cell.nothing(), new Cell.Text("P1")), null)).isEmpty();
    }

    @Test
    void what_the_log_did_not_write_down_is_as_it_was() {
        write(FIRST, null);
        write(row(number(1), new Cell.Unavailable()), FIRST);
        assertThat(Objects.requireNonNull(find(number(1))).cell("name")).contains(new Cell.Text("P1"));
    }

    @Test
    void what_was_committed_after_a_snapshot_overwrites_what_that_read_though_it_was_written_before() {
        Row renamed = row(number(1), new Cell.Text("P3"));
        for (Kind kind : List.of(Kind.SNAPSHOT, Kind.INCREMENTAL_SNAPSHOT)) {
            CapturedTables read = new CapturedTables(NORTH, new MemoryShelf());
            RowChange snapshot = change(new Operation.Written(FIRST, null), 100, 0, kind);
            read.learn(snapshot, 0, Instant.EPOCH);
            read.learn(change(new Operation.Written(renamed, FIRST), 50, 1, Kind.LIVE), 0, Instant.EPOCH);
            read.learn(snapshot, 0, Instant.EPOCH);
            assertThat(read.find(BY_ID, List.of(number(1)), new SourcePosition(0, 1_000)))
                    .isEqualTo(renamed);
        }
    }

    @Test
    void what_a_snapshot_saw_does_not_overwrite_what_that_read() {
        tables.learn(change(new Operation.Written(FIRST, null), 100, 1, Kind.SNAPSHOT), 0, Instant.EPOCH);
        Row before = row(number(1), new Cell.Text("P0"));
        tables.learn(change(new Operation.Written(before, null), 50, 1, Kind.LIVE), 0, Instant.EPOCH);
        tables.learn(change(new Operation.Deleted(before), 60, 0, Kind.LIVE), 0, Instant.EPOCH);
        assertThat(find(number(1))).isEqualTo(FIRST);
    }

    @Test
    void the_end_that_was_committed_after_a_snapshot_ends_what_that_read_for_good() {
        RowChange snapshot = change(new Operation.Written(FIRST, null), 100, 0, Kind.SNAPSHOT);
        tables.learn(snapshot, 0, Instant.EPOCH);
        tables.learn(change(new Operation.Deleted(FIRST), 50, 1, Kind.LIVE), 0, Instant.EPOCH);
        assertThat(find(number(1))).isNull();
        tables.learn(snapshot, 0, Instant.EPOCH);
        assertThat(find(number(1))).isNull();
    }

    @Test
    void no_two_keys_have_one_place() {
        Lookup.Index two = new Lookup.Index(PERIOD, List.of("a", "b"));
        assertThat(tables.place(two, List.of(new Cell.Text("x\u001f1:y"), new Cell.Text("z"))))
                .isNotEqualTo(tables.place(two, List.of(new Cell.Text("x"), new Cell.Text("y\u001f1:z"))));
    }

    private List<String> write(Row after, @Nullable Row before) {
        return learn(PERIOD, new Operation.Written(after, before));
    }

    private void read(Row row, Kind kind, long at) {
        tables.learn(
                new RowChange(PERIOD, "1", new Operation.Written(row, null), new LogPlace(at, at, Instant.EPOCH, kind)),
                0,
                Instant.EPOCH);
    }

    /// @param seconds when it was committed, or read
    private static RowChange change(Operation operation, long at, long seconds, Kind kind) {
        return new RowChange(PERIOD, "1", operation, new LogPlace(at, at, Instant.ofEpochSecond(seconds), kind));
    }

    private List<String> delete(Row before) {
        return learn(PERIOD, new Operation.Deleted(before));
    }

    private List<String> learn(TableName table, Operation operation) {
        position++;
        return learn(table, operation, position);
    }

    private List<String> learn(TableName table, Operation operation, long at) {
        return tables.learn(
                new RowChange(table, "1", operation, new LogPlace(at, at, Instant.EPOCH, Kind.LIVE)), 0, Instant.EPOCH);
    }

    private @Nullable Row find(Cell key) {
        return find(key, 1_000);
    }

    private @Nullable Row find(Cell key, long at) {
        return tables.find(BY_ID, List.of(key), new SourcePosition(0, at));
    }

    private static Row row(Cell id, Cell name) {
        return new Row(Map.of("period_id", id, "name", name, "instructional", new Cell.Flag(true)));
    }

    private static Cell number(int number) {
        return new Cell.Decimal(BigDecimal.valueOf(number));
    }
}
