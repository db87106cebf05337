package org.belltower.ingest.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.RowChange;
import org.belltower.ingest.sis.RowChange.Kind;
import org.belltower.ingest.sis.RowChange.LogPlace;
import org.belltower.ingest.sis.RowChange.Operation;
import org.belltower.ingest.sis.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {
    private static final String SOURCE = """
            {"version":"3.6.1.Final","connector":"postgresql","name":"sis","ts_ms":1795189800123,"snapshot":"false",
             "db":"sis","sequence":"[\\"480\\",\\"500\\"]","ts_us":1795189800123456,"schema":"sis","table":"score",
             "txId":771,"lsn":500,"xmin":null}""";
    private static final String CREATED = """
            {"before":null,"after":{"score_id":17,"points":"42.50","posted":true,"flag":null},"source":%s,
             "transaction":null,"op":"c","ts_ms":1795189800456}""".formatted(SOURCE);
    private static final Row SCORE = new Row(Map.of(
            "score_id",
            number("17"),
            "points",
            new Cell.Text("42.50"),
            "posted",
            new Cell.Flag(true),
            "flag",
            Cell.nothing()));
    private static final String KEY = "{\"score_id\":17}";

    @Test
    void an_inserted_row_is_read_with_its_place_in_the_log() {
        assertThat(read(CREATED))
                .isEqualTo(new Envelope.Change(new RowChange(
                        TableName.of("sis.score"),
                        "17",
                        new Operation.Written(SCORE, null),
                        new LogPlace(500, 480, Instant.parse("2026-11-20T15:50:00.123456Z"), Kind.LIVE, 771))));
    }

    @Test
    void a_transaction_without_a_number_is_known_by_the_commit_before_it() {
        Envelope.Change change = (Envelope.Change) read(CREATED.replace("\"txId\":771", "\"txId\":null"));
        assertThat(change.change().place().transaction()).isEqualTo(480);
    }

    @Test
    void an_updated_row_is_read_as_it_was_and_as_it_is() {
        String updated = CREATED.replace("\"op\":\"c\"", "\"op\":\"u\"")
                .replace("\"before\":null", "\"before\":{\"score_id\":17,\"points\":null}");
        Row before = new Row(Map.of("score_id", number("17"), "points", Cell.nothing()));
        assertThat(operation(read(updated))).isEqualTo(new Operation.Written(SCORE, before));
    }

    @Test
    void a_deleted_row_is_read_as_it_was() {
        String deleted = """
                {"before":{"score_id":17,"points":"1"},"after":null,"source":%s,"op":"d"}""".formatted(SOURCE);
        Row before = new Row(Map.of("score_id", number("17"), "points", new Cell.Text("1")));
        assertThat(operation(read(deleted))).isEqualTo(new Operation.Deleted(before));
    }

    @Test
    void of_a_deleted_row_of_which_nothing_else_is_written_the_key_is_read() {
        String deleted = "{\"before\":null,\"after\":null,\"source\":%s,\"op\":\"d\"}".formatted(SOURCE);
        assertThat(operation(read(deleted)))
                .isEqualTo(new Operation.Deleted(new Row(Map.of("score_id", number("17")))));
    }

    @Test
    void of_a_deleted_row_of_which_all_but_the_key_is_null_only_the_key_was_written() {
        String deleted = """
                {"before":{"score_id":17,"points":null,"posted":null},"after":null,"source":%s,"op":"d"}""".formatted(SOURCE);
        assertThat(operation(read(deleted)))
                .isEqualTo(new Operation.Deleted(new Row(Map.of("score_id", number("17")))));
    }

    @Test
    void a_truncated_table_is_read() {
        String truncated = "{\"before\":null,\"after\":null,\"source\":%s,\"op\":\"t\"}".formatted(SOURCE);
        assertThat(operation(EnvelopeReader.read(null, bytes(truncated), _ -> null)))
                .isEqualTo(new Operation.Truncated());
    }

    @ParameterizedTest
    @CsvSource({
        "r, first, SNAPSHOT",
        "r, true, SNAPSHOT",
        "r, first_in_data_collection, SNAPSHOT",
        "r, last, SNAPSHOT",
        "r, incremental, INCREMENTAL_SNAPSHOT",
        "c, false, LIVE"
    })
    void A4_what_a_snapshot_read_is_told_from_what_somebody_did(String op, String snapshot, Kind kind) {
        String read = CREATED.replace("\"op\":\"c\"", "\"op\":\"" + op + "\"")
                .replace("\"snapshot\":\"false\"", "\"snapshot\":\"" + snapshot + "\"");
        assertThat(change(read(read)).place().kind()).isEqualTo(kind);
    }

    @Test
    void an_entry_that_does_not_say_what_was_committed_before_it_stands_for_itself() {
        String first = CREATED.replace("[\\\"480\\\",", "[null,");
        assertThat(change(read(first)).place().committed()).isEqualTo(500);
    }

    @Test
    void with_its_schema_dates_times_and_decimals_are_what_they_are_in_the_table() {
        String withSchema = """
                {"schema":{"type":"struct","fields":[
                   {"field":"before","type":"struct","fields":[]},
                   {"field":"after","type":"struct","fields":[
                     {"field":"score_id","type":"int32"},
                     {"field":"day","type":"int32","name":"io.debezium.time.Date"},
                     {"field":"changed","type":"int64","name":"io.debezium.time.MicroTimestamp"},
                     {"field":"points","type":"bytes","name":"org.apache.kafka.connect.data.Decimal",
                      "parameters":{"scale":"2"}},
                     {"field":"weight","type":"struct","name":"io.debezium.data.VariableScaleDecimal"}]}]},
                 "payload":{"before":null,"after":{"score_id":17,"day":20777,"changed":1795189800000000,
                   "points":"EJo=","weight":{"scale":1,"value":"Dw=="}},"source":%s,"op":"c"}}""".formatted(SOURCE);
        String key = """
                {"schema":{"type":"struct"},"payload":{"score_id":17}}""";
        Envelope envelope = EnvelopeReader.read(bytes(key), bytes(withSchema), _ -> null);
        assertThat(change(envelope).key()).isEqualTo("17");
        assertThat(operation(envelope))
                .isEqualTo(new Operation.Written(
                        new Row(Map.of(
                                "score_id", number("17"),
                                "day", new Cell.Text("2026-11-20"),
                                "changed", new Cell.Text("2026-11-20T15:50"),
                                "points", number("42.50"),
                                "weight", number("1.5"))),
                        null));
    }

    @Test
    void what_the_log_did_not_write_down_is_unavailable() {
        String untouched = CREATED.replace("\"42.50\"", "\"__debezium_unavailable_value\"");
        assertThat(((Operation.Written) operation(read(untouched))).after().cell("points"))
                .contains(new Cell.Unavailable());
    }

    @Test
    void so_it_is_in_arrays_and_bytes() {
        for (String placeholder :
                List.of("[\"__debezium_unavailable_value\"]", "\"X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==\"")) {
            assertThat(((Operation.Written) operation(read(CREATED.replace("\"42.50\"", placeholder))))
                            .after()
                            .cell("points"))
                    .contains(new Cell.Unavailable());
        }
    }

    @Test
    void a_number_that_nobody_can_reckon_with_spoils_its_column_alone() {
        for (String number : List.of("1.5E-110", "1e999", "1" + "0".repeat(120) + "1")) {
            Row row = ((Operation.Written) operation(read(CREATED.replace("\"42.50\"", number)))).after();
            assertThat(row.cell("points")).as(number).contains(new Cell.Unreadable());
            assertThat(row.cell("score_id")).contains(number("17"));
        }
    }

    @Test
    void I21_the_end_of_a_rows_old_key_says_what_the_row_was() {
        String deleted = """
                {"before":{"score_id":17,"points":"1"},"after":null,"source":%s,"op":"d"}""".formatted(SOURCE);
        Row before = new Row(Map.of("score_id", number("17"), "points", new Cell.Text("1")));
        assertThat(operation(EnvelopeReader.read(
                        bytes(KEY), bytes(deleted), header("__debezium.newkey", "{\"score_id\":18}"))))
                .isEqualTo(new Operation.Former(before));
    }

    @Test
    void I21_a_row_under_a_new_key_says_what_its_old_one_was() {
        Envelope moved = EnvelopeReader.read(
                bytes(KEY),
                bytes(CREATED),
                header("__debezium.oldkey", "{\"schema\":{},\"payload\":{\"score_id\":16}}"));
        assertThat(operation(moved)).isEqualTo(new Operation.Rekeyed(SCORE, new Row(Map.of("score_id", number("16")))));
    }

    @Test
    void an_old_key_that_nobody_can_read_says_nothing() {
        assertThat(operation(EnvelopeReader.read(
                        bytes(KEY), bytes(CREATED), header("__debezium.oldkey", "Struct{score_id=16}"))))
                .isEqualTo(new Operation.Rekeyed(SCORE, null));
    }

    @Test
    void a_key_of_several_columns_is_told_as_one() {
        Envelope envelope =
                EnvelopeReader.read(bytes("{\"assignment_id\":3,\"enrollment_id\":7}"), bytes(CREATED), _ -> null);
        assertThat(change(envelope).key()).isEqualTo("3-7");
    }

    @Test
    void rows_without_a_key_are_told_apart_by_what_is_said_of_them() {
        RowChange one = change(EnvelopeReader.read(null, bytes(CREATED), _ -> null));
        RowChange same = change(EnvelopeReader.read(null, bytes(CREATED), _ -> null));
        RowChange other = change(EnvelopeReader.read(null, bytes(CREATED.replace("42.50", "43")), _ -> null));
        assertThat(one.key()).isEqualTo(same.key()).isNotEqualTo(other.key());
    }

    @Test
    void what_is_about_no_row_is_passed_over() {
        assertThat(EnvelopeReader.read(bytes(KEY), null, _ -> null))
                .isEqualTo(new Envelope.NoChange(Envelope.Kind.TOMBSTONE));
        assertThat(read("{\"ts_ms\":1795189800456,\"ts_us\":1795189800456000}"))
                .isEqualTo(new Envelope.NoChange(Envelope.Kind.HEARTBEAT));
        assertThat(read("{\"status\":\"END\",\"id\":\"771:500\",\"event_count\":2,\"data_collections\":[]}"))
                .isEqualTo(new Envelope.NoChange(Envelope.Kind.TRANSACTION));
        assertThat(read("{\"op\":\"m\",\"source\":%s,\"message\":{}}".formatted(SOURCE)))
                .isEqualTo(new Envelope.NoChange(Envelope.Kind.MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "7",
                "[]",
                "null",
                "{\"score_id\":17}",
                "{\"op\":\"x\"}",
                "{\"op\":\"c\"}",
                "{\"op\":\"c\",\"after\":{}}",
                "{\"op\":\"c\",\"after\":7,\"source\":{}}",
                "{\"op\":7}"
            })
    void I20_anything_else_is_unreadable_and_says_why(String value) {
        assertThat(read(value)).isInstanceOf(Envelope.Unreadable.class);
    }

    @Test
    void I20_every_field_that_is_needed_is_named_when_it_is_missing_or_wrong() {
        assertThat(reason(CREATED.replace("\"lsn\":500", "\"lsn\":\"x\""))).startsWith("source.lsn");
        assertThat(reason(CREATED.replace("\"table\":\"score\",", ""))).startsWith("source");
        assertThat(reason(CREATED.replace("postgresql", "oracle"))).startsWith("source.connector");
        assertThat(reason(CREATED.replace("\"ts_us\":1795189800123456,", "").replace("\"ts_ms\":1795189800123,", "")))
                .startsWith("source.ts_ms");
        assertThat(reason(CREATED.replace("\"[\\\"480\\\"", "\"[\\\"x\\\""))).startsWith("source.sequence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                "connector":"mysql","ts_ms":1795189800000,"snapshot":"false","db":"sis","table":"score",
                "server_id":1,"gtid":null,"file":"mysql-bin.000003","pos":484,"row":0
                """, """
                "connector":"sqlserver","ts_ms":1795189800123,"snapshot":"false","db":"sis","schema":"dbo",
                "table":"score","change_lsn":"00000027:00000758:0003","commit_lsn":"00000027:00000758:0005",
                "event_serial_no":1
                """, """
                "connector":"oracle","ts_ms":1795189800123,"snapshot":"false","db":"SIS","schema":"SIS",
                "table":"SCORE","scn":"1513734","commit_scn":"1513754","rs_id":"001234.00012345.0124","ssn":0
                """})
    void I16_of_a_log_whose_order_is_not_known_each_record_says_so(String source) {
        assertThat(reason(CREATED.replace(SOURCE, "{" + source + "}")))
                .startsWith("source.connector must be postgresql");
    }

    private static String reason(String value) {
        assertThat(read(value)).isInstanceOf(Envelope.Unreadable.class);
        return ((Envelope.Unreadable) read(value)).reason();
    }

    private static Envelope read(String value) {
        return EnvelopeReader.read(bytes(KEY), bytes(value), _ -> null);
    }

    private static RowChange change(Envelope envelope) {
        assertThat(envelope).isInstanceOf(Envelope.Change.class);
        return ((Envelope.Change) envelope).change();
    }

    private static Operation operation(Envelope envelope) {
        return change(envelope).operation();
    }

    private static EnvelopeReader.Headers header(String known, String value) {
        return name -> name.equals(known) ? bytes(value) : null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Cell number(String text) {
        return new Cell.Decimal(new BigDecimal(text));
    }
}
