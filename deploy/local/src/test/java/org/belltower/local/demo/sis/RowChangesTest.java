package org.belltower.local.demo.sis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.Way;
import org.belltower.model.DistrictId;
import org.belltower.model.outcome.Reason;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowChangesTest {
    private static final String SCHOOL = "\"student\": \"ana\", \"school\": \"high\", \"calendar\": \"high-2027\", ";

    private static CaseEvent event(Way way, String type, String data) {
        try {
            return new CaseEvent(
                    "x-01",
                    new DistrictId("maple-valley"),
                    "sis",
                    way,
                    new Body.Event(
                            Duration.ofSeconds(1),
                            Map.of("type", "org.belltower." + type + ".v1", "origin", "live"),
                            (ObjectNode) JsonCodec.mapper().readTree("{" + data + "}")),
                    new Expectation.Nobody(Set.of(Reason.NO_CHANGE)),
                    Map.of(),
                    null);
        } catch (JsonProcessingException e) {
            throw new AssertionError(data, e);
        }
    }

    private static CaseEvent score(Way way, String score) {
        return event(way, "assignment-scored", SCHOOL + "\"assignment\": \"quiz\", \"score\": {" + score + "}");
    }

    @Test
    void a_percentage_is_points_of_what_the_assignment_has() {
        SqlStatement saved = RowChanges.of(score(new Way.Saved(), "\"percent\": 59.99"));
        assertThat(saved.sql()).startsWith("INSERT INTO sis.score").contains("ON CONFLICT");
        assertThat(saved.values()).containsExactly("quiz", "ana", "high-2027", new BigDecimal("119.98"), null);
    }

    @ParameterizedTest
    @CsvSource({"MISSING, MISSING", "EXEMPT, EXEMPT", "UNGRADED,"})
    void what_is_no_number_has_no_points_and_what_is_not_graded_has_neither(String status, String flag) {
        assertThat(RowChanges.of(score(new Way.Saved(), "\"status\": \"" + status + "\""))
                        .values())
                .isEqualTo(Arrays.asList("quiz", "ana", "high-2027", null, flag));
    }

    @Test
    void a_grade_stands_at_its_enrollment_course_and_term() {
        assertThat(RowChanges.of(event(
                                new Way.Saved(),
                                "grade-posted",
                                SCHOOL + "\"course\": \"art\", \"term\": \"Q2\", \"grade\": {\"percent\": 85.5}"))
                        .values())
                .isEqualTo(Arrays.asList("ana", "high-2027", "art", "Q2", new BigDecimal("85.5"), null, null));
    }

    @ParameterizedTest
    @CsvSource({"'\"letter\": \"E\"', E,", "'\"letter\": \"D\", \"percent\": 65', D, 65"})
    void a_letter_stands_beside_what_it_is_worth(String grade, String letter, BigDecimal percent) {
        assertThat(RowChanges.of(event(
                                new Way.Saved(),
                                "grade-posted",
                                SCHOOL + "\"course\": \"art\", \"term\": \"Q2\", \"grade\": {" + grade + "}"))
                        .values())
                .isEqualTo(Arrays.asList("ana", "high-2027", "art", "Q2", percent, letter, null));
        assertThatIllegalArgumentException().isThrownBy(() -> RowChanges.of(score(new Way.Saved(), grade)));
    }

    @ParameterizedTest
    @CsvSource({
        "PRESENT, UNKNOWN, P,",
        "ABSENT, UNEXCUSED, A, U",
        "TARDY, EXCUSED, T, E",
        "EARLY_RELEASE, EXEMPT, E, X",
    })
    void attendance_is_told_in_the_codes_of_the_source(String status, String excuse, String code, String why) {
        CaseEvent absence = event(
                new Way.Saved(),
                "attendance-recorded",
                SCHOOL + "\"date\": \"2026-11-20\", \"period\": \"1\", \"status\": \"" + status + "\", \"excuse\": \""
                        + excuse + "\"");
        assertThat(RowChanges.of(absence).values())
                .isEqualTo(Arrays.asList("ana", "high-2027", "high-2027", "1", "2026-11-20", code, why));
    }

    @Test
    void a_balance_is_the_students_own() {
        assertThat(RowChanges.of(event(
                                new Way.Saved(),
                                "lunch-balance-changed",
                                "\"student\": \"ana\", \"account\": \"meals\", \"balance\": -3.75,"
                                        + " \"currency\": \"USD\""))
                        .values())
                .containsExactly("ana", "meals", new BigDecimal("-3.75"), "USD");
    }

    @Test
    void what_is_deleted_is_the_one_row() {
        assertThat(RowChanges.of(score(new Way.Deleted(), "\"percent\": 60")))
                .isEqualTo(SqlStatement.of(
                        "DELETE FROM sis.score WHERE assignment_id = ? AND enrollment_id = (SELECT enrollment_id FROM"
                                + " sis.enrollment WHERE student_id = ? AND calendar_id = ?)",
                        "quiz",
                        "ana",
                        "high-2027"));
    }

    @Test
    void what_is_posted_is_no_row_and_a_grade_cannot_be_called_otherwise() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowChanges.of(score(new Way.Posted(), "\"percent\": 60")));
        CaseEvent grade = event(
                new Way.Renamed("arts"),
                "grade-posted",
                SCHOOL + "\"course\": \"art\", \"term\": \"Q2\", \"grade\": {\"percent\": 85}");
        assertThatIllegalArgumentException().isThrownBy(() -> RowChanges.of(grade));
    }

    @Test
    void two_scores_of_an_assignment_get_its_new_id_by_one_statement() {
        CaseEvent renamed = score(new Way.Renamed("exam"), "\"percent\": 60");
        assertThat(new Save(List.of(renamed, renamed)).statements())
                .containsExactly(SqlStatement.of(
                        "UPDATE sis.assignment SET assignment_id = ? WHERE assignment_id = ?", "quiz", "exam"));
    }

    @Test
    void a_row_that_is_saved_again_as_it_was_is_saved_twice() {
        CaseEvent saved = score(new Way.Saved(), "\"percent\": 60");
        assertThat(new Save(List.of(saved, saved)).statements()).hasSize(2);
    }

    @Test
    void a_script_says_the_same_and_no_value_ends_its_quotes() {
        assertThat(SqlStatement.of("INSERT INTO t VALUES (?, ?, ?)", "O'Neil \\' ; --", new BigDecimal("1E+2"), null)
                        .script())
                .isEqualTo("INSERT INTO t VALUES ('O''Neil \\'' ; --', 100, NULL);\n");
    }
}
