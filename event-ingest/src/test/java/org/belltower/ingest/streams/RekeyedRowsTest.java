package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.streams.SisDriver.PATIENCE;
import static org.belltower.ingest.streams.SisDriver.SCORE;
import static org.belltower.ingest.streams.SisDriver.with;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A primary key that is updated, which Debezium writes as an end and a beginning: the row is the same,
/// and what else was changed with its key is told once.
@SuppressWarnings("NullAway.Init") // Opened before each test.
class RekeyedRowsTest {
    private static final Map<String, ?> REKEYED = with(SCORE, "score_id", 18);

    private SisDriver school;

    @BeforeEach
    void start(@TempDir Path state) {
        school = new SisDriver(state);
        school.everythingIsKnown();
        school.put("score", school.sis.insert("score", SCORE));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80");
    }

    @AfterEach
    void stop() {
        school.close();
    }

    @Test
    void I21_points_that_change_with_the_key_are_the_same_items_new_value() {
        school.put("score", school.sis.rekey("score", SCORE, with(REKEYED, "points", 20)));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 40");
    }

    @Test
    void I21_an_item_that_gets_another_name_with_the_key_moves() {
        String essay = item("essay");
        school.put("score", school.sis.rekey("score", SCORE, with(REKEYED, "assignment_id", "lab")));
        assertThat(school.events()).singleElement().satisfies(event -> {
            assertThat(event.step()).isEqualTo(new ItemStep.Move(essay));
            assertThat(event.change().item()).isEqualTo(item("lab"));
        });
    }

    @Test
    void I21_so_it_does_where_connect_writes_headers_as_texts() {
        String essay = item("essay");
        school.put("score", school.sis.rekeyWithTexts("score", SCORE, with(REKEYED, "assignment_id", "lab")));
        assertThat(school.events()).extracting(ChangeEvent::step).containsExactly(new ItemStep.Move(essay));
    }

    @Test
    void I21_a_score_that_is_withdrawn_with_the_key_is_gone() {
        school.put("score", school.sis.rekey("score", SCORE, with(REKEYED, "posted", false)));
        assertThat(school.scores()).containsExactly("Delete essay of 1001: 80");
    }

    @Test
    void a_score_that_goes_to_another_student_with_the_key_is_gone_for_the_first() {
        school.put("score", school.sis.rekey("score", SCORE, with(REKEYED, "enrollment_id", 8)));
        assertThat(school.scores()).containsExactly("Delete essay of 1001: 80", "Upsert essay of 1002: 80");
    }

    @Test
    void a_beginning_that_is_read_before_its_end_waits_for_it_and_what_follows_behind_it() {
        Map<String, ?> lab = with(REKEYED, "assignment_id", "lab");
        CapturedRows.Rekeyed rekeyed = school.sis.rekey("score", SCORE, lab);
        school.put("score", rekeyed.begin());
        school.put("score", school.sis.update("score", lab, with(lab, "points", 20)));
        assertThat(school.scores()).isEmpty();
        school.put("score", rekeyed.end());
        assertThat(school.scores()).containsExactly("Move lab of 1001: 50", "Upsert lab of 1001: 25");
        assertThat(school.letters()).isEmpty();
    }

    @Test
    void a_beginning_whose_end_never_comes_is_told_as_if_only_the_key_had_changed() {
        school.put(
                "score",
                school.sis.rekey("score", SCORE, with(REKEYED, "points", 20)).begin());
        school.pass(PATIENCE.plusSeconds(5));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 40");
        assertThat(school.letters()).isEmpty();
    }

    @Test
    void I11_a_key_change_that_is_read_twice_has_one_id() {
        CapturedRows.Rekeyed rekeyed = school.sis.rekey("score", SCORE, with(REKEYED, "assignment_id", "lab"));
        school.put("score", rekeyed);
        school.put("score", rekeyed);
        List<ChangeEvent> events = school.events();
        assertThat(events).hasSize(2);
        assertThat(events.get(1)).isEqualTo(events.get(0));
    }

    @Test
    void C7_of_what_a_row_was_nothing_is_kept_that_no_mapping_reads_and_nothing_for_long() {
        long before = school.kept("lookups");
        school.put("score", school.sis.rekey("score", with(SCORE, "comment", "Sommers"), REKEYED));
        assertThat(school.keeps("lookups", "Sommers")).isFalse();
        school.pass(PATIENCE.plusMinutes(1));
        assertThat(school.kept("lookups")).isEqualTo(before);
    }

    private static String item(String assignment) {
        return "high-2027\u001f" + assignment;
    }
}
