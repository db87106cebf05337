package org.belltower.registry.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A12: a loop stands still when it does nothing for longer than it said it would.
class WakeableLoopTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration TURN = Duration.ofSeconds(20);
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicLong nanos = new AtomicLong(7);
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final WakeableLoop loop = new WakeableLoop("test", this::work, nanos::get);

    private Duration work() {
        working.countDown();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return HOUR;
    }

    @AfterEach
    void end() {
        done.countDown();
        assertThat(loop.close(SOON)).isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void before_it_is_started_nothing_is_overdue() {
        assertThat(loop.overdue(TURN)).isEmpty();
        loop.start();
    }

    @Test
    void a_turn_is_overdue_by_what_it_takes_longer_than_it_may_and_a_pause_by_what_it_lasts_longer_than_wanted()
            throws Exception {
        loop.start();
        working.await();
        pass(Duration.ofSeconds(19));
        assertThat(loop.overdue(TURN)).contains(Duration.ZERO);
        pass(Duration.ofSeconds(11));
        assertThat(loop.overdue(TURN)).contains(Duration.ofSeconds(10));

        done.countDown();
        await().atMost(SOON).until(() -> loop.overdue(TURN).orElseThrow().isZero());
        pass(HOUR);
        assertThat(loop.overdue(TURN)).contains(Duration.ZERO);
        pass(Duration.ofSeconds(61));
        assertThat(loop.overdue(TURN)).contains(Duration.ofSeconds(61));
    }
}
