package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.streams.SisDriver.ESSAY;
import static org.belltower.ingest.streams.SisDriver.PATIENCE;
import static org.belltower.ingest.streams.SisDriver.SCORE;
import static org.belltower.ingest.streams.SisDriver.with;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How long a row waits: only while what is read is news, since what lies in Kafka unread may be what it
/// waits for.
@SuppressWarnings("NullAway.Init") // Opened before each test.
class WaitingTimeTest {
    private SisDriver school;

    @BeforeEach
    void start(@TempDir Path state) {
        school = new SisDriver(state);
        school.peopleAreKnown();
    }

    @AfterEach
    void stop() {
        school.close();
    }

    @Test
    void nothing_waits_in_vain_while_what_has_lain_in_kafka_is_read() {
        TestRecord<byte[], byte[]> score = school.sis.insert("score", SCORE);
        List<TestRecord<byte[], byte[]>> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            school.sis.pass(Duration.ofMinutes(10));
            others.add(school.sis.insert("calendar", with(SisDriver.CALENDAR, "calendar_id", "low-" + i)));
        }
        TestRecord<byte[], byte[]> assignment = school.sis.insert("assignment", ESSAY);
        school.waitFor(Duration.ofHours(2));
        school.put("score", score);
        others.forEach(other -> {
            school.waitFor(PATIENCE.minusMinutes(1));
            school.put("calendar", other);
        });
        assertThat(school.reasons()).isEmpty();
        school.put("assignment", assignment);
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80");
    }

    @Test
    void once_all_is_read_a_row_waits_as_long_as_it_may() {
        TestRecord<byte[], byte[]> score = school.sis.insert("score", SCORE);
        school.waitFor(Duration.ofHours(2));
        school.put("score", score);
        school.waitFor(PATIENCE.minusSeconds(10));
        assertThat(school.reasons()).isEmpty();
        school.waitFor(Duration.ofSeconds(20));
        assertThat(school.reasons())
                .containsExactly("north.yaml:17, sis.score: the row of lookup assignment did not come");
    }

    /// More than go on in one turn.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_row_that_another_woke_waits_for_the_next_that_it_lacks_and_is_not_given_up(boolean assignmentFirst) {
        for (int id = 100; id < 120; id++) {
            school.put("score", school.sis.insert("score", with(with(SCORE, "score_id", id), "enrollment_id", 9)));
        }
        List<Runnable> lacking = List.of(
                () -> school.put("assignment", school.sis.insert("assignment", ESSAY)),
                () -> school.put(
                        "enrollment", school.sis.insert("enrollment", with(SisDriver.OF_BEN, "enrollment_id", 9))));
        for (Runnable comes : assignmentFirst ? lacking : lacking.reversed()) {
            comes.run();
            for (int turn = 0; turn < 20; turn++) {
                school.pass(Duration.ofSeconds(6));
            }
        }
        assertThat(school.reasons()).isEmpty();
        assertThat(school.scores()).hasSize(20);
    }

    /// Kafka forgets letters by their time.
    @Test
    void a_dead_letter_of_an_old_row_is_as_old_as_its_death() {
        TestRecord<byte[], byte[]> score = school.sis.insert("score", with(SCORE, "points", "many"));
        school.put("assignment", school.sis.read("assignment", ESSAY));
        school.waitFor(Duration.ofDays(20));
        school.put("score", score);
        assertThat(school.letters())
                .singleElement()
                .extracting(TestRecord::getRecordTime)
                .isEqualTo(SisDriver.NOON.plus(Duration.ofDays(20)));
    }

    /// As by ON DELETE CASCADE, of which the log has the parent's end first.
    @Test
    void the_end_of_a_row_whose_parent_is_filled_in_again_ends_and_what_waits_behind_it_is_told() {
        school.put("assignment", school.sis.read("assignment", ESSAY));
        school.put("score", school.sis.insert("score", SCORE));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80");
        school.put("enrollment", school.sis.delete("enrollment", SisDriver.OF_ANA));
        school.put("score", school.sis.delete("score", SCORE));
        school.put("enrollment", school.sis.insert("enrollment", SisDriver.OF_ANA));
        school.put("score", school.sis.insert("score", with(SCORE, "points", 30)));
        for (int turn = 0; turn < 20; turn++) {
            school.waitFor(PATIENCE.dividedBy(21));
        }
        assertThat(school.scores()).isEmpty();
        school.waitFor(PATIENCE.dividedBy(10));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 60");
        assertThat(school.reasons()).isEmpty();
        assertThat(school.heard.all).contains("gone with it");
    }

    /// More than go on in one turn.
    @Test
    void ends_that_wait_for_a_row_whose_name_another_took_give_way_to_all_behind_them() {
        school.put("assignment", school.sis.read("assignment", ESSAY));
        for (int id = 100; id < 110; id++) {
            school.put("score", school.sis.read("score", with(SCORE, "score_id", id)));
        }
        school.put("enrollment", school.sis.delete("enrollment", SisDriver.OF_ANA));
        for (int id = 100; id < 110; id++) {
            school.put("score", school.sis.delete("score", with(SCORE, "score_id", id)));
        }
        school.put("enrollment", school.sis.insert("enrollment", SisDriver.OF_ANA));
        for (int id = 100; id < 110; id++) {
            school.put("score", school.sis.insert("score", with(SCORE, "score_id", id)));
        }
        assertThat(school.scores()).hasSize(10);
        for (int turn = 0; turn < 110; turn++) {
            school.waitFor(Duration.ofSeconds(6));
        }
        assertThat(school.scores()).hasSize(10);
        assertThat(school.reasons()).isEmpty();
        assertThat(school.kept("waiting")).isZero();
    }

    /// The topic of events forgets by their time, too.
    @Test
    void an_event_of_an_old_row_is_kept_for_some_days_yet() {
        TestRecord<byte[], byte[]> score = school.sis.insert("score", SCORE);
        school.put("assignment", school.sis.read("assignment", ESSAY));
        school.waitFor(Duration.ofDays(20));
        school.put("score", score);
        assertThat(school.changeTimes()).containsExactly(SisDriver.NOON.plus(Duration.ofDays(17)));
    }

    @Test
    void rows_that_are_news_do_not_let_others_wait_for_longer() {
        school.put("score", school.sis.insert("score", SCORE));
        for (int i = 0; i < 6; i++) {
            school.pass(Duration.ofMinutes(2));
            school.put("calendar", school.sis.insert("calendar", with(SisDriver.CALENDAR, "calendar_id", "low-" + i)));
        }
        assertThat(school.reasons()).hasSize(1);
    }

    @Test
    void a_name_that_was_given_up_is_remembered_while_what_has_lain_in_kafka_is_read() {
        TestRecord<byte[], byte[]> assignment = school.sis.insert("assignment", ESSAY);
        TestRecord<byte[], byte[]> score = school.sis.insert("score", SCORE);
        TestRecord<byte[], byte[]> gone = school.sis.delete("assignment", ESSAY);
        TestRecord<byte[], byte[]> other = school.sis.insert("calendar", SisDriver.CALENDAR);
        school.waitFor(Duration.ofHours(2));
        school.put("assignment", assignment);
        school.put("assignment", gone);
        school.waitFor(PATIENCE.minusMinutes(1));
        school.put("calendar", other);
        school.waitFor(PATIENCE.minusMinutes(1));
        school.put("score", score);
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80");
    }
}
