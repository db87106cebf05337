package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.streams.MeantEnds.QUIET;
import static org.belltower.ingest.streams.SisDriver.ABSENCE;
import static org.belltower.ingest.streams.SisDriver.NOON;
import static org.belltower.ingest.streams.SisDriver.SCORE;
import static org.belltower.ingest.streams.SisDriver.with;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.ChangeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The end of an absence means that the student was there, unless the same transaction says otherwise.
@SuppressWarnings("NullAway.Init") // Opened before each test.
class MeantEndsTest {
    private static final Map<String, ?> AGAIN = with(ABSENCE, "attendance_id", 4);
    private static final Map<String, ?> OF_BEN = with(with(ABSENCE, "attendance_id", 5), "enrollment_id", 8);

    private SisDriver school;

    @BeforeEach
    void open(@TempDir Path state) {
        school = new SisDriver(state);
        school.everythingIsKnown();
        school.put("attendance", school.sis.insert("attendance", ABSENCE));
        assertThat(told()).containsExactly("1001 ABSENT");
    }

    @AfterEach
    void close() {
        school.close();
    }

    @Test
    void an_absence_that_is_deleted_means_presence_a_moment_later() {
        school.put("attendance", school.sis.delete("attendance", ABSENCE));
        assertThat(told()).isEmpty();
        school.waitFor(QUIET);
        assertThat(told()).containsExactly("1001 PRESENT");
        school.waitFor(QUIET);
        assertThat(school.kept("ends")).isZero();
    }

    @Test
    void A4_an_absence_that_is_deleted_and_inserted_anew_by_one_transaction_never_was_a_presence() {
        for (Map<String, ?> anew : List.of(AGAIN, ABSENCE)) {
            school.sis.begin();
            school.put("attendance", school.sis.delete("attendance", ABSENCE));
            school.put("attendance", school.sis.insert("attendance", anew));
            school.sis.commit();
            school.waitFor(QUIET.multipliedBy(2));
            assertThat(told()).containsExactly("1001 ABSENT");
        }
        assertThat(school.kept("ends")).isZero();
    }

    @Test
    void nor_if_it_is_inserted_before_the_other_is_deleted() {
        school.sis.begin();
        school.put("attendance", school.sis.insert("attendance", AGAIN));
        school.put("attendance", school.sis.delete("attendance", ABSENCE));
        school.sis.commit();
        school.waitFor(QUIET.multipliedBy(2));
        assertThat(told()).containsExactly("1001 ABSENT");
    }

    @Test
    void nor_if_others_are_read_between_and_the_transaction_is_long() {
        school.sis.begin();
        school.put("attendance", school.sis.delete("attendance", ABSENCE));
        var score = school.sis.insert("score", SCORE);
        var anew = school.sis.insert("attendance", AGAIN);
        school.sis.commit();
        school.put("attendance", school.sis.insert("attendance", OF_BEN));
        school.waitFor(QUIET.minusSeconds(1));
        school.put("score", score);
        school.waitFor(QUIET.minusSeconds(1));
        school.put("attendance", anew);
        school.waitFor(QUIET);
        assertThat(told()).containsExactly("1002 ABSENT", "1001 ABSENT");
    }

    @Test
    void what_a_transaction_inserts_and_deletes_again_means_presence() {
        school.sis.begin();
        school.put("attendance", school.sis.delete("attendance", ABSENCE));
        school.put("attendance", school.sis.insert("attendance", AGAIN));
        school.put("attendance", school.sis.delete("attendance", AGAIN));
        school.sis.commit();
        school.waitFor(QUIET);
        assertThat(told()).containsExactly("1001 ABSENT", "1001 PRESENT");
    }

    @Test
    void I16_what_another_transaction_writes_is_told_after_it() {
        school.put("attendance", school.sis.delete("attendance", ABSENCE));
        school.put("attendance", school.sis.insert("attendance", AGAIN));
        school.waitFor(QUIET);
        assertThat(told()).containsExactly("1001 PRESENT", "1001 ABSENT");
    }

    @Test
    void absences_that_two_students_exchange_are_nobodys_presence() {
        school.put("attendance", school.sis.insert("attendance", OF_BEN));
        told();
        school.sis.begin();
        school.put("attendance", school.sis.update("attendance", ABSENCE, with(ABSENCE, "enrollment_id", 8)));
        school.put("attendance", school.sis.update("attendance", OF_BEN, with(OF_BEN, "enrollment_id", 7)));
        school.sis.commit();
        school.waitFor(QUIET);
        assertThat(told()).containsExactly("1002 ABSENT", "1001 ABSENT");
    }

    @Test
    void an_absence_that_is_given_to_another_student_was_a_presence_of_the_one() {
        school.put("attendance", school.sis.update("attendance", ABSENCE, with(ABSENCE, "enrollment_id", 8)));
        school.waitFor(QUIET);
        assertThat(told()).containsExactly("1002 ABSENT", "1001 PRESENT");
    }

    @Test
    void an_end_is_told_also_while_all_that_is_read_is_old() {
        school.waitFor(Duration.ofHours(1));
        school.put("attendance", school.sis.delete("attendance", ABSENCE));
        school.waitFor(QUIET.minusSeconds(1));
        school.sis.pass(Duration.ofMinutes(1));
        school.put("attendance", school.sis.insert("attendance", OF_BEN));
        school.put("score", school.sis.insert("score", SCORE));
        assertThat(told()).contains("1001 PRESENT");
    }

    @Test
    void C4_what_is_held_is_told_by_another_that_goes_on() {
        school.put("attendance", school.sis.delete("attendance", ABSENCE));
        List<String> told = new ArrayList<>();
        Instant started = NOON.plus(Duration.ofDays(1));
        MeantEnds other =
                new MeantEnds("north/sis", school.store("ends"), started, (event, _) -> told.add(text(event)));
        other.goOn(started, started);
        assertThat(told).isEmpty();
        other.goOn(started.plus(QUIET), started);
        assertThat(told).containsExactly("1001 PRESENT");
    }

    private List<String> told() {
        return school.events().stream()
                .filter(event -> event.change() instanceof AttendanceRecorded)
                .map(MeantEndsTest::text)
                .toList();
    }

    private static String text(ChangeEvent event) {
        AttendanceRecorded recorded = (AttendanceRecorded) event.change();
        return recorded.student().value() + " " + recorded.status();
    }
}
