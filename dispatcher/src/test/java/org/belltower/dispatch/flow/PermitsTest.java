package org.belltower.dispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.model.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private static final Credential TEAM = new Credential(Provider.APNS, "TEAM/production");
    private static final Credential PROJECT = new Credential(Provider.FCM, "project");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void the_limit_holds_under_many_threads_and_everyone_gets_a_turn() throws Exception {
        Permits permits = new Permits(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> turns = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 500; i++) {
            turns.add(threads.submit(() -> {
                assertThat(permits.acquire(TEAM, () -> false)).isTrue();
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                inside.decrementAndGet();
                permits.release(TEAM);
                return null;
            }));
        }
        for (Future<?> turn : turns) {
            turn.get();
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(permits.inFlight(TEAM)).isZero();
    }

    @Test
    void one_credential_does_not_wait_for_another() throws InterruptedException {
        Permits permits = new Permits(1);
        assertThat(permits.acquire(TEAM, () -> true)).isTrue();
        assertThat(permits.acquire(PROJECT, () -> true)).isTrue();
        assertThat(permits.acquire(TEAM, () -> true)).isFalse();
        assertThat(permits.inFlight(TEAM)).isEqualTo(1);
    }

    @Test
    void who_gives_up_while_waiting_takes_no_permit_along() throws Exception {
        Permits permits = new Permits(1);
        permits.acquire(TEAM, () -> false);
        AtomicBoolean over = new AtomicBoolean();
        Future<Boolean> waiting = threads.submit(() -> permits.acquire(TEAM, over::get));
        await().until(() -> !waiting.isDone());
        over.set(true);
        permits.wake();
        assertThat(waiting.get()).isFalse();
        permits.release(TEAM);
        assertThat(permits.inFlight(TEAM)).isZero();
    }

    @Test
    void who_is_interrupted_while_waiting_takes_no_permit_along() throws Exception {
        Permits permits = new Permits(1);
        permits.acquire(TEAM, () -> false);
        Future<?> waiting = threads.submit(() -> {
            // An interrupt that comes with the permit leaves it to the one who has it.
            if (permits.acquire(TEAM, () -> false)) {
                permits.release(TEAM);
            }
            return null;
        });
        waiting.cancel(true);
        permits.release(TEAM);
        await().untilAsserted(() -> assertThat(permits.inFlight(TEAM)).isZero());
    }

    @Test
    void returning_what_was_not_taken_is_a_defect() {
        assertThatThrownBy(() -> new Permits(1).release(TEAM)).isInstanceOf(IllegalStateException.class);
    }
}
