package org.belltower.ingest.sis.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.belltower.ingest.sis.TableName;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.model.DistrictId;
import org.junit.jupiter.api.Test;

class MappingReaderTest {
    private static final String LUNCH = """
            district: north
            client: sis-north
            source: /sis/north
            topicPrefix: sis
            codes:
              currencies: {D: USD}
            events:
              - type: org.belltower.lunch-balance-changed.v1
                table: sis.food_account
                data:
                  student: student_id
                  account: account_id
                  balance: balance
                  currency: {code: currency, in: currencies}
            """;

    @Test
    void a_mapping_tells_whose_it_is_and_which_topics_it_reads() {
        SourceMapping north = Mappings.north();
        assertThat(north.district()).isEqualTo(new DistrictId("north"));
        assertThat(north.tables().stream().map(north::topic))
                .containsExactly(
                        "sis.sis.assignment",
                        "sis.sis.attendance",
                        "sis.sis.calendar",
                        "sis.sis.enrollment",
                        "sis.sis.food_account",
                        "sis.sis.period",
                        "sis.sis.score");
    }

    @Test
    void C7_of_a_table_that_is_looked_up_only_the_columns_that_somebody_reads_are_kept() {
        SourceMapping north = Mappings.north();
        assertThat(north.keptColumns(TableName.of("sis.enrollment")))
                .containsExactlyInAnyOrder("enrollment_id", "student_id", "calendar_id");
        assertThat(north.keptColumns(TableName.of("sis.period")))
                .containsExactlyInAnyOrder("period_id", "name", "instructional");
        assertThat(north.keptColumns(TableName.of("sis.score"))).isEmpty();
    }

    @Test
    void every_mistake_is_told_with_its_line() {
        assertThat(mistakes(LUNCH.replace("student: student_id", "pupil: student_id")
                        .replace("in: currencies", "in: money")))
                .containsExactly(
                        "north.yaml:11: pupil is no field here; there are: student, account, balance, currency",
                        "north.yaml:11: student missing",
                        "north.yaml:14: there is no code table \"money\" under codes");
    }

    @Test
    void a_type_that_nobody_knows_is_told_with_those_that_there_are() {
        assertThat(mistakes(LUNCH.replace("lunch-balance-changed", "lunch")))
                .singleElement()
                .asString()
                .startsWith("north.yaml:8: is no type of event; there are: org.belltower.assignment-scored.v1");
    }

    @Test
    void a_column_of_a_lookup_that_is_not_made_is_a_mistake() {
        assertThat(mistakes(LUNCH.replace("student: student_id", "student: enrollment.student_id")))
                .containsExactly("north.yaml:11: there is no lookup \"enrollment\" here, or it is made later");
    }

    @Test
    void a_code_that_means_nothing_that_the_field_may_hold_is_a_mistake() {
        assertThat(mistakes(Mappings.northYaml().replace("T: TARDY", "T: LATE")))
                .containsExactly(
                        "north.yaml:49: must be one of PRESENT, ABSENT, TARDY, EARLY_RELEASE, and may be LATE");
    }

    @Test
    void a_name_that_stands_twice_is_a_mistake() {
        assertThat(mistakes(LUNCH + "topicPrefix: other\n"))
                .containsExactly("north.yaml:15: topicPrefix stands here twice");
    }

    @Test
    void two_mappings_of_one_type_for_one_table_are_a_mistake() {
        String event = LUNCH.substring(LUNCH.indexOf("  - type"));
        assertThat(mistakes(LUNCH + event))
                .containsExactly("north.yaml:15: sis.food_account has events of this type already: say both in one,"
                        + " by a choice");
    }

    @Test
    void what_is_no_yaml_is_told_with_its_line() {
        assertThat(mistakes("district: north\n  source: [\n"))
                .singleElement()
                .asString()
                .startsWith("north.yaml:2: ");
    }

    @Test
    void an_empty_file_is_a_mistake() {
        assertThat(mistakes("# nothing\n")).containsExactly("north.yaml:1: the file is empty");
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(mistakes(LUNCH.replace("client: sis-north\n", "")))
                .containsExactly("north.yaml:1: client is missing");
    }

    private static List<String> mistakes(String yaml) {
        InvalidMappingException invalid =
                catchThrowableOfType(InvalidMappingException.class, () -> MappingReader.read("north.yaml", yaml));
        assertThat(invalid).as("a mapping that is wrong").isNotNull();
        return invalid.mistakes().stream().map(Mistake::toString).toList();
    }
}
