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
import org.apache.kafka.streams.state.KeyValueIterator;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.service.kafka.KafkaRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// I-20: what a task kept and cannot read back costs nobody else anything.
@SuppressWarnings("NullAway.Init") // Opened before each test.
class DamagedStoresTest {
    private static final byte[] DAMAGED = {0, 1, 2, 3};

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

    /// All whose keys hold a text.
    private void damage(String store, String text) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = school.store(store).all()) {
            all.forEachRemaining(each -> keys.add(each.key));
        }
        assertThat(keys).anyMatch(key -> key.contains(text));
        keys.stream()
                .filter(key -> key.contains(text))
                .forEach(key -> school.store(store).put(key, DAMAGED));
    }

    private void twoWait() {
        school.put("score", school.sis.insert("score", SCORE));
        damage(SisTopology.WAITING, "ASSIGNMENT_SCORED");
        school.put("score", school.sis.insert("score", with(SCORE, "score_id", 18)));
    }

    private void assertOneLetter() {
        assertThat(school.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(DAMAGED);
            assertThat(KafkaRecords.headers(letter.headers()))
                    .containsEntry(
                            DeadLetterHeaders.REASON,
                            "as it was kept while it waited for another row: it cannot be read back")
                    .as("so that it is not played again")
                    .containsEntry(DeadLetterHeaders.OMITTED, "headers");
        });
    }

    @Test
    void a_row_that_waited_and_cannot_be_read_back_is_put_aside_and_what_waits_behind_it_is_told() {
        twoWait();
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80");
        assertOneLetter();
        assertThat(school.kept(SisTopology.WAITING))
                .as("but where the first row waited")
                .isOne();
    }

    @Test
    void it_is_put_aside_too_if_what_it_waited_for_does_not_come() {
        twoWait();
        school.waitFor(Duration.ofSeconds(6));
        assertOneLetter();
        school.waitFor(PATIENCE);
        assertThat(school.reasons())
                .containsExactly("north.yaml:17, sis.score: the row of lookup assignment did not come");
    }

    @Test
    void a_row_that_is_looked_up_and_cannot_be_read_back_is_waited_for_until_it_is_written_again() {
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        damage(SisTopology.LOOKUPS, "essay");
        school.put("score", school.sis.insert("score", SCORE));
        assertThat(school.scores()).isEmpty();
        school.put("assignment", school.sis.update("assignment", ESSAY, with(ESSAY, "points_possible", 80)));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 50");
        assertThat(school.reasons()).isEmpty();
    }

    @Test
    void an_end_that_was_held_and_cannot_be_read_back_is_not_told_and_keeps_up_nothing() {
        school.put("attendance", school.sis.insert("attendance", SisDriver.ABSENCE));
        school.put("attendance", school.sis.delete("attendance", SisDriver.ABSENCE));
        damage(SisTopology.ENDS, "transaction");
        school.waitFor(Duration.ofMinutes(1));
        school.put("attendance", school.sis.insert("attendance", with(SisDriver.ABSENCE, "attendance_id", 4)));
        assertThat(school.events()).hasSize(2);
    }
}
