package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.streams.SisDriver.ESSAY;
import static org.belltower.ingest.streams.SisDriver.PATIENCE;
import static org.belltower.ingest.streams.SisDriver.SCORE;
import static org.belltower.ingest.streams.SisDriver.with;

import java.nio.file.Path;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table that is emptied at once. Which rows there were is not kept here, so that nobody is told; an operator is.
@SuppressWarnings("NullAway.Init") // Opened before each test.
class TruncatedTablesTest {
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
    void a_table_that_is_emptied_and_filled_again_says_what_it_said_before() {
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        school.put("score", school.sis.insert("score", SCORE));
        school.put("score", school.sis.truncate("score"));
        school.put("score", school.sis.insert("score", SCORE));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80", "Upsert essay of 1001: 80");
        assertThat(school.reasons()).isEmpty();
        assertThat(school.heard.all).contains("truncated");
    }

    @Test
    void only_of_a_table_whose_rows_are_told_an_operator_hears() {
        school.put("assignment", school.sis.truncate("assignment"));
        assertThat(school.heard.all).doesNotContain("truncated");
    }

    @Test
    void a_score_that_waits_while_its_table_is_emptied_is_told_to_nobody() {
        school.put("score", school.sis.insert("score", SCORE));
        school.put("score", school.sis.truncate("score"));
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        school.pass(PATIENCE.plusSeconds(10));
        assertThat(school.events()).isEmpty();
        assertThat(school.reasons()).isEmpty();
        assertThat(school.heard.all).contains("gone with it");
    }

    @Test
    void what_is_written_after_a_table_was_emptied_waits_on_though_it_was_read_before() {
        TestRecord<byte[], byte[]> truncated = school.sis.truncate("score");
        school.put("score", school.sis.insert("score", SCORE));
        school.put("score", truncated);
        school.put("assignment", school.sis.insert("assignment", ESSAY));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 80");
    }

    @Test
    void what_waits_of_other_tables_is_told() {
        school.put("score", school.sis.insert("score", SCORE));
        school.put("attendance", school.sis.truncate("attendance"));
        school.put("assignment", school.sis.insert("assignment", with(ESSAY, "points_possible", 80)));
        assertThat(school.scores()).containsExactly("Upsert essay of 1001: 50");
    }
}
