package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.streams.SisDriver.ABSENCE;
import static org.belltower.ingest.streams.SisDriver.ESSAY;
import static org.belltower.ingest.streams.SisDriver.LAB;
import static org.belltower.ingest.streams.SisDriver.OF_ANA;
import static org.belltower.ingest.streams.SisDriver.OF_BEN;
import static org.belltower.ingest.streams.SisDriver.SCORE;
import static org.belltower.ingest.streams.SisDriver.with;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.model.change.ChangeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys that change places in one transaction: by one that nothing else has.
@SuppressWarnings("NullAway.Init") // Opened before each test.
class SwappedKeysTest {
    private static final Map<String, ?> OTHER = with(with(SCORE, "score_id", 18), "assignment_id", "lab");

    private SisDriver school;

    @BeforeEach
    void start(@TempDir Path state) {
        school = new SisDriver(state);
        school.everythingIsKnown();
        school.put("score", school.sis.insert("score", SCORE));
        school.put("score", school.sis.insert("score", OTHER));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80", "Upsert lab of 1001: 50");
    }

    @AfterEach
    void stop() {
        school.close();
    }

    @Test
    void I21_scores_whose_keys_are_swapped_say_of_their_items_what_they_said_before() {
        school.put("score", school.sis.rekey("score", SCORE, with(SCORE, "score_id", 99)));
        school.put("score", school.sis.rekey("score", OTHER, with(OTHER, "score_id", 17)));
        school.put("score", school.sis.rekey("score", with(SCORE, "score_id", 99), with(SCORE, "score_id", 18)));
        assertThat(school.scores())
                .containsExactly("Upsert essay of 1001: 80", "Upsert lab of 1001: 50", "Upsert essay of 1001: 80");
    }

    @Test
    void I21_assignments_whose_keys_are_swapped_take_their_scores_with_them_though_they_are_read_first() {
        Map<String, ?> between = with(SCORE, "assignment_id", "between");
        List<CapturedRows.Rekeyed> assignments = new ArrayList<>();
        List<TestRecord<byte[], byte[]>> scores = new ArrayList<>();
        assignments.add(school.sis.rekey("assignment", ESSAY, with(ESSAY, "assignment_id", "between")));
        scores.add(school.sis.update("score", SCORE, between));
        assignments.add(school.sis.rekey("assignment", LAB, with(LAB, "assignment_id", "essay")));
        scores.add(school.sis.update("score", OTHER, with(OTHER, "assignment_id", "essay")));
        assignments.add(school.sis.rekey(
                "assignment", with(ESSAY, "assignment_id", "between"), with(ESSAY, "assignment_id", "lab")));
        scores.add(school.sis.update("score", between, with(SCORE, "assignment_id", "lab")));
        assignments.forEach(each -> school.put("assignment", each));
        scores.forEach(each -> school.put("score", each));
        assertThat(school.scores())
                .containsExactly("Move between of 1001: 80", "Move essay of 1001: 50", "Move lab of 1001: 80");
    }

    @Test
    void I3_enrollments_whose_keys_are_swapped_tell_the_one_family_nothing_of_the_others_child() {
        school.put("attendance", school.sis.insert("attendance", ABSENCE));
        school.events();
        List<CapturedRows.Rekeyed> enrollments = new ArrayList<>();
        List<TestRecord<byte[], byte[]>> absences = new ArrayList<>();
        Map<String, ?> between = with(ABSENCE, "enrollment_id", 99);
        enrollments.add(school.sis.rekey("enrollment", OF_ANA, with(OF_ANA, "enrollment_id", 99)));
        absences.add(school.sis.update("attendance", ABSENCE, between));
        enrollments.add(school.sis.rekey("enrollment", OF_BEN, with(OF_BEN, "enrollment_id", 7)));
        enrollments.add(
                school.sis.rekey("enrollment", with(OF_ANA, "enrollment_id", 99), with(OF_ANA, "enrollment_id", 8)));
        absences.add(school.sis.update("attendance", between, with(ABSENCE, "enrollment_id", 8)));
        enrollments.forEach(each -> school.put("enrollment", each));
        absences.forEach(each -> school.put("attendance", each));
        List<ChangeEvent> events = school.events();
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.change().student().value()).isEqualTo("1001");
            assertThat(event.change().value())
                    .isEqualTo(events.getFirst().change().value());
        });
        assertThat(school.reasons()).isEmpty();
    }
}
