package org.belltower.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.belltower.ingest.sis.mapping.yaml.Mappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTryTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void a_right_mapping_tells_what_it_reads(@TempDir Path folder) throws IOException {
        assertThat(run(mapping(folder, Mappings.northYaml()))).isZero();
        assertThat(printed()).contains("sis.sis.food_account").contains("The mapping is right");
    }

    @Test
    void a_wrong_mapping_tells_its_mistakes(@TempDir Path folder) throws IOException {
        assertThat(run(mapping(folder, Mappings.northYaml().replace("account: account_id", "konto: account_id"))))
                .isEqualTo(2);
        assertThat(printed()).contains("north.yaml:59: konto is no field here");
    }

    @Test
    void of_each_record_it_is_told_what_follows(@TempDir Path folder) throws IOException {
        String records = String.join(
                "\n",
                "{\"account_id\":5}\t"
                        + created("food_account", "{\"account_id\":5,\"student_id\":7,\"balance\":\"-2.50\"}"),
                created("calendar", "{\"calendar_id\":\"high-2027\",\"school_id\":\"high\"}"),
                "{\"account_id\":5}\tnull");
        assertThat(run(mapping(folder, Mappings.northYaml()), write(folder, "records", records)))
                .isZero();
        assertThat(printed())
                .contains("1  sis.food_account: org.belltower.lunch-balance-changed.v1, LIVE")
                .contains("\"balance\":-2.5")
                .contains("2  sis.calendar: looked up")
                .contains("3  about no row: TOMBSTONE")
                .contains("3 records: 1 events, 0 that are of no use or wait");
    }

    @Test
    void what_is_of_no_use_or_refers_to_nothing_is_told_and_the_end_is_not_well(@TempDir Path folder)
            throws IOException {
        String records = String.join(
                "\n",
                created("score", "{\"score_id\":1,\"enrollment_id\":9,\"posted\":true}"),
                created("food_account", "{\"account_id\":5,\"student_id\":7,\"balance\":\"much\"}"));
        assertThat(run(mapping(folder, Mappings.northYaml()), write(folder, "records", records)))
                .isEqualTo(1);
        assertThat(printed())
                .contains("1  sis.score: waits for lookup enrollment, whose row is not among the records")
                .contains("2  north.yaml:55, sis.food_account: balance")
                .contains("2 records: 0 events, 2 that are of no use or wait");
    }

    @Test
    void a_row_of_a_table_without_a_key_is_gone_as_the_console_consumer_writes_it(@TempDir Path folder)
            throws IOException {
        String gone = created("food_account", "{\"account_id\":5,\"student_id\":7,\"balance\":\"1\"}")
                .replace("\"after\":", "\"before\":")
                .replace("\"op\":\"c\"", "\"op\":\"d\"");
        assertThat(run(mapping(folder, Mappings.northYaml()), write(folder, "records", "null\t" + gone)))
                .isZero();
        assertThat(printed()).contains("1 records: 1 events, 0 that are of no use or wait");
    }

    @Test
    void a_file_that_is_not_there_is_told(@TempDir Path folder) {
        assertThat(run(folder.resolve("none.yaml"))).isEqualTo(2);
        assertThat(printed()).contains("cannot be read").contains("none.yaml");
    }

    private int run(Path... files) {
        List<String> arguments = List.of(files).stream().map(Path::toString).toList();
        return MappingTry.run(arguments, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Path mapping(Path folder, String yaml) throws IOException {
        return write(folder, "north.yaml", yaml);
    }

    private static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String created(String table, String row) {
        return """
                {"op":"c","after":%s,"source":{"connector":"postgresql","schema":"sis","table":"%s","lsn":500,\
                "ts_ms":1795189800123,"snapshot":"false"}}""".formatted(row, table);
    }
}
