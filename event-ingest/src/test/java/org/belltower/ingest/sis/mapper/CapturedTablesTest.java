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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapturedTablesTest {
    private static final SourceMapping NORTH = Mappings.north();
    private static final TableName PERIOD = TableName.of("sis.period");
    private static final Lookup.Index BY_ID = NORTH.indexes(PERIOD).getFirst();
    private static final Row FIRST = row(number(1), new Cell.Text("P1"));

    private final CapturedTables tables = new CapturedTables(NORTH, new MemoryShelf());

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
    void no_two_keys_have_one_place() {
        Lookup.Index two = new Lookup.Index(PERIOD, List.of("a", "b"));
        assertThat(tables.place(two, List.of(new Cell.Text("x\u001f1:y"), new Cell.Text("z"))))
                .isNotEqualTo(tables.place(two, List.of(new Cell.Text("x"), new Cell.Text("y\u001f1:z"))));
    }

    private List<String> write(Row after, @Nullable Row before) {
        return learn(PERIOD, new Operation.Written(after, before));
    }

    private List<String> delete(Row before) {
        return learn(PERIOD, new Operation.Deleted(before));
    }

    private List<String> learn(TableName table, Operation operation) {
        return tables.learn(new RowChange(table, "1", operation, new LogPlace(1, 1, Instant.EPOCH, Kind.LIVE)));
    }

    private @Nullable Row find(Cell key) {
        return tables.find(BY_ID, List.of(key));
    }

    private static Row row(Cell id, Cell name) {
        return new Row(Map.of("period_id", id, "name", name, "instructional", new Cell.Flag(true)));
    }

    private static Cell number(int number) {
        return new Cell.Decimal(BigDecimal.valueOf(number));
    }
}
