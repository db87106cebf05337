package org.belltower.local.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @Test
    void a_folder_that_cannot_be_written_is_told_and_not_thrown() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(RunLock.take(file.resolve("lock"), "belltower up, process 8"))
                .isInstanceOf(RunLock.Attempt.Impossible.class);
    }

    @Test
    void the_second_run_learns_who_has_the_folder_and_gets_it_afterwards() {
        Path file = folder.resolve("lock");
        RunLock.Attempt first = RunLock.take(file, "belltower demo, process 7");
        assertThat(first).isInstanceOf(RunLock.Attempt.Taken.class);
        assertThat(RunLock.take(file, "belltower up, process 8"))
                .isEqualTo(new RunLock.Attempt.HeldBy("belltower demo, process 7"));
        if (first instanceof RunLock.Attempt.Taken(RunLock lock)) {
            lock.close();
        }
        assertThat(RunLock.take(file, "belltower up, process 8")).isInstanceOf(RunLock.Attempt.Taken.class);
    }
}
