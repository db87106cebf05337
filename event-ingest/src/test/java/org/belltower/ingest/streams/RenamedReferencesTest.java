package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.streams.SisDriver.ESSAY;
import static org.belltower.ingest.streams.SisDriver.PATIENCE;
import static org.belltower.ingest.streams.SisDriver.SCORE;
import static org.belltower.ingest.streams.SisDriver.with;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What rows refer to gets another key, or goes, before they are read: topics are read in no certain order.
@SuppressWarnings("NullAway.Init") // Opened before each test.
class RenamedReferencesTest {
    private static final Map<String, ?> RENAMED = with(ESSAY, "assignment_id", "essay-1");
    private static final Map<String, ?> MOVED = with(SCORE, "assignment_id", "essay-1");

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
    void I21_a_score_whose_assignment_was_renamed_before_it_was_read_is_told_at_once() {
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        TestRecord<byte[], byte[]> score = school.sis.insert("score", SCORE);
        school.put("assignment", school.sis.rekey("assignment", ESSAY, RENAMED));
        TestRecord<byte[], byte[]> moved = school.sis.update("score", SCORE, MOVED);
        school.put("score", score);
        school.put("score", moved);
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80", "Move essay-1 of 1001: 80");
        assertThat(school.letters()).isEmpty();
    }

    @Test
    void I21_a_score_that_waits_for_an_assignment_of_which_the_log_says_only_that_it_was_renamed_is_told() {
        school.put("score", school.sis.insert("score", SCORE));
        CapturedRows.Rekeyed renamed = school.sis.rekey("assignment", ESSAY, RENAMED);
        school.put("score", school.sis.update("score", SCORE, MOVED));
        assertThat(school.scores()).isEmpty();
        school.put("assignment", renamed);
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80", "Move essay-1 of 1001: 80");
    }

    @Test
    void what_is_written_of_a_name_after_it_was_given_up_waits_for_another_that_is_called_so() {
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        school.put("assignment", school.sis.rekey("assignment", ESSAY, RENAMED));
        school.put("score", school.sis.insert("score", SCORE));
        assertThat(school.scores()).isEmpty();
        school.put("assignment", school.sis.insert("assignment", with(ESSAY, "points_possible", 100)));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 40");
    }

    @Test
    void a_score_whose_assignment_was_deleted_before_it_was_read_is_told_and_then_is_gone() {
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        TestRecord<byte[], byte[]> score = school.sis.insert("score", SCORE);
        TestRecord<byte[], byte[]> gone = school.sis.delete("score", SCORE);
        school.put("assignment", school.sis.delete("assignment", ESSAY));
        school.put("score", score);
        school.put("score", gone);
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80", "Delete essay of 1001: 80");
    }

    @Test
    void many_that_wait_for_a_name_that_was_given_up_do_not_keep_those_from_going_on_that_may() {
        TestRecord<byte[], byte[]> early = school.sis.insert("score", SCORE);
        CapturedRows.Rekeyed renamed = school.sis.rekey("assignment", ESSAY, RENAMED);
        school.put("score", early);
        for (int i = 0; i < 5; i++) {
            school.put("score", school.sis.insert("score", with(SCORE, "score_id", 100 + i)));
        }
        school.put("assignment", renamed);
        school.waitFor(Duration.ofSeconds(1));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80");
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        school.waitFor(Duration.ofSeconds(1));
        assertThat(school.scores()).hasSize(5);
    }

    @Test
    void C7_what_went_is_forgotten_when_nothing_can_refer_to_it_any_more() {
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        long before = school.kept("lookups");
        school.put("assignment", school.sis.delete("assignment", ESSAY));
        school.pass(PATIENCE.minusSeconds(30));
        assertThat(school.kept("lookups")).isGreaterThanOrEqualTo(before);
        school.pass(Duration.ofMinutes(1));
        assertThat(school.kept("lookups")).isEqualTo(before - 1);
    }

    @Test
    void what_came_again_since_is_not_forgotten() {
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        school.put("assignment", school.sis.delete("assignment", ESSAY));
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        school.pass(PATIENCE.plusMinutes(1));
        school.put("score", school.sis.insert("score", SCORE));
        assertThat(school.scores()).hasSize(1);
    }
}
