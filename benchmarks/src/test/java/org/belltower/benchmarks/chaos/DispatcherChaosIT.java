package org.belltower.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The dispatcher as it was packaged by the same build.
class DispatcherChaosIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void killed_and_joined_it_loses_nothing_and_repeats_nothing_that_has_an_outcome() {
        assertThatCode(() -> DispatcherChaos.brief().run(folder, System.out)).doesNotThrowAnyException();
    }
}
