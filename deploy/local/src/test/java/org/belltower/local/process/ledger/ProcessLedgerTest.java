package org.belltower.local.process.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    private static final RememberedProcess KAFKA =
            new RememberedProcess("kafka", 41, NOON, StopSignal.TERM, 0, "/jdk with a space/bin/java");
    private static final RememberedProcess DATABASE =
            new RememberedProcess("postgresql", 42, NOON, StopSignal.INT, 1, "postgres");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @Test
    void what_is_added_is_read_again_in_order_by_another_run() {
        ledger().add(KAFKA);
        ledger().add(DATABASE);
        assertThat(ledger().all()).containsExactly(KAFKA, DATABASE);
    }

    @Test
    void a_restarted_process_replaces_its_earlier_line() {
        RememberedProcess again = new RememberedProcess("kafka", 43, NOON, StopSignal.TERM, 0, "java");
        ledger().add(KAFKA);
        ledger().add(again);
        assertThat(ledger().all()).containsExactly(again);
    }

    @Test
    void a_removed_process_is_forgotten_and_may_be_removed_again() {
        ledger().add(KAFKA);
        ledger().remove("kafka");
        ledger().remove("kafka");
        assertThat(ledger().all()).isEmpty();
    }

    @Test
    void a_damaged_line_does_not_hide_the_others() throws IOException {
        ledger().add(KAFKA);
        Files.writeString(folder.resolve("processes"), "half a li\nx\ty\tz\tTERM\t0\tc\n", StandardOpenOption.APPEND);
        assertThat(ledger().all()).containsExactly(KAFKA);
    }

    @Test
    void a_process_is_known_again_only_if_it_started_at_the_remembered_instant() {
        ProcessHandle self = ProcessHandle.current();
        Instant startedAt = self.info().startInstant().orElseThrow();
        assertThat(remembered(self.pid(), startedAt).find()).contains(self);
        assertThat(remembered(self.pid(), startedAt.minusSeconds(60)).find()).isEmpty();
        assertThat(remembered(Integer.MAX_VALUE, startedAt).find()).isEmpty();
    }

    private static RememberedProcess remembered(long pid, Instant startedAt) {
        return new RememberedProcess("java", pid, startedAt, StopSignal.TERM, 0, "java");
    }

    private ProcessLedger ledger() {
        return new ProcessLedger(folder.resolve("processes"));
    }
}
