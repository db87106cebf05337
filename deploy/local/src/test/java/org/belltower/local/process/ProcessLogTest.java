package org.belltower.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogTest {
    private static final Pattern READY = Pattern.compile("^ready\\b");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private ProcessLog log;

    @BeforeEach
    void name() {
        log = new ProcessLog(folder.resolve("logs").resolve("kafka.log"));
    }

    @Test
    void the_five_runs_before_are_kept_and_no_more() throws IOException {
        for (int run = 1; run <= 8; run++) {
            log.keepPrevious();
            Files.writeString(log.file(), "run " + run);
        }
        assertThat(log.file()).hasContent("run 8");
        for (int before = 1; before <= 5; before++) {
            assertThat(log.file().resolveSibling("kafka.log." + before)).hasContent("run " + (8 - before));
        }
        assertThat(folder.resolve("logs")).isDirectoryNotContaining("glob:**.6");
    }

    @Test
    void a_run_that_wrote_no_log_pushes_none_out() throws IOException {
        for (int run = 1; run <= 2; run++) {
            log.keepPrevious();
            Files.writeString(log.file(), "run " + run);
        }
        log.keepPrevious();
        log.keepPrevious();
        assertThat(log.file().resolveSibling("kafka.log.1")).hasContent("run 2");
        assertThat(log.file().resolveSibling("kafka.log.2")).hasContent("run 1");
    }

    @Test
    void a_line_of_an_earlier_start_does_not_count() throws IOException {
        log.keepPrevious();
        Files.writeString(log.file(), "ready 1\n");
        assertThat(log.hasLine(READY, 0)).isTrue();
        assertThat(log.hasLine(READY, log.length())).isFalse();
    }

    @Test
    void a_line_counts_when_it_is_finished() throws IOException {
        log.keepPrevious();
        Files.writeString(log.file(), "already\nready 127.0.0.1:18");
        assertThat(log.hasLine(READY, 0)).isFalse();
    }

    @Test
    void the_end_of_a_log_is_its_last_lines() throws IOException {
        log.keepPrevious();
        assertThat(log.tail(3)).isEmpty();
        Files.writeString(log.file(), "x".repeat(100_000) + "\n1\n2\n3\n4\n");
        assertThat(log.tail(3)).containsExactly("2", "3", "4");
    }
}
