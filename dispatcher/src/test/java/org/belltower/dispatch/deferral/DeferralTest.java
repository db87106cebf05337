package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.due;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.belltower.dispatch.deferral.DeferralPump.Receiver;
import org.belltower.dispatch.deferral.OpenLanes.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A part of it that ends unasked ends the process, as one that only lives is taken for one that
/// works.
class DeferralTest {
    private static final Duration OFTEN = Duration.ofMillis(5);

    private final InMemoryDeferralTable table = new InMemoryDeferralTable();
    private final Queue<Throwable> lost = new ConcurrentLinkedQueue<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Deferral deferral = new Deferral(
            table,
            new KnownOutcomes(),
            new Deferral.Settings(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(15),
                    OFTEN,
                    OFTEN,
                    Duration.ofHours(1)),
            () -> NOON,
            System::nanoTime,
            new Random(1));

    @BeforeEach
    void start() {
        deferral.start(lost::add);
    }

    @AfterEach
    void close() {
        deferral.close();
        callers.shutdownNow();
    }

    private void assertThatItIsTold(String part) {
        await().untilAsserted(() -> assertThat(lost)
                .anySatisfy(failure ->
                        assertThat(failure).hasMessageEndingWith(part).hasCauseInstanceOf(OutOfMemoryError.class)));
    }

    @Test
    void R3_it_is_told_that_nothing_is_put_any_more() {
        table.broken(true);
        var _ = callers.submit(() -> {
            deferral.put(due(1, NOON));
            return true;
        });
        assertThatItIsTold("deferral-put");
    }

    @Test
    void R3_it_is_told_that_nothing_is_handed_over_any_more() {
        table.put(List.of(due(1, NOON)));
        deferral.handTo(new Receiver(new Places(9)::taken, _ -> State.OPEN, _ -> {
            throw new OutOfMemoryError("for a test");
        }));
        assertThatItIsTold("deferral-pump");
    }

    @Test
    void R3_it_is_told_that_the_table_is_tidied_no_more() {
        table.broken(true);
        assertThatItIsTold("deferral-upkeep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deferral-put", "deferral-end", "deferral-upkeep"})
    void R3_it_is_told_of_a_thread_that_ends_unasked(String thread) {
        Thread.getAllStackTraces().keySet().stream()
                .filter(running -> running.getName().equals(thread))
                .forEach(Thread::interrupt);
        await().untilAsserted(() -> assertThat(lost)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageEndingWith(thread)));
    }

    @Test
    void the_table_being_away_ends_nothing_and_neither_does_the_end() {
        table.away(true);
        deferral.handTo(new Receiver(new Places(9)::taken, _ -> State.OPEN, _ -> {}));
        await().untilAsserted(() -> assertThat(table.asked()).isGreaterThan(20));
        table.away(false);
        deferral.close();
        assertThat(lost).isEmpty();
    }
}
