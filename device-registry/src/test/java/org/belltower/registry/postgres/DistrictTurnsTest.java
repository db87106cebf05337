package org.belltower.registry.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.model.DistrictId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DistrictTurnsTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final DistrictId SOUTH = new DistrictId("south");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger atWork = new AtomicInteger();

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    @Test
    void a_district_works_at_one_thing_at_a_time_and_another_does_not_wait_for_it() throws Exception {
        DistrictTurns turns = new DistrictTurns(Duration.ofSeconds(10));
        List<Future<Integer>> calls = new ArrayList<>();
        for (int call = 0; call < 8; call++) {
            calls.add(threads.submit(() -> turns.take(NORTH, this::work)));
        }
        await().until(() -> atWork.get() == 1);

        assertThat(turns.take(SOUTH, () -> "done")).isEqualTo("done");
        end.countDown();

        for (Future<Integer> call : calls) {
            assertThat(call.get()).as("at work, itself included").isEqualTo(1);
        }
        assertThat(turns.lines()).isZero();
    }

    @Test
    void whose_turn_does_not_come_in_time_does_nothing() throws Exception {
        DistrictTurns turns = new DistrictTurns(Duration.ofMillis(20));
        Future<Integer> first = threads.submit(() -> turns.take(NORTH, this::work));
        await().until(() -> atWork.get() == 1);

        assertThatThrownBy(() -> turns.take(NORTH, this::work)).isInstanceOf(BusyException.class);
        assertThat(atWork).hasValue(1);
        end.countDown();
        first.get();
        assertThat(turns.take(NORTH, () -> "again")).isEqualTo("again");
        assertThat(turns.lines()).isZero();
    }

    @Test
    void a_line_is_of_bounded_length() {
        DistrictTurns turns = new DistrictTurns(Duration.ofMinutes(1));
        List<Future<Integer>> calls = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        for (int call = 0; call < DistrictTurns.LONGEST_LINE + 3; call++) {
            calls.add(threads.submit(() -> {
                try {
                    return turns.take(NORTH, this::work);
                } catch (BusyException e) {
                    return refused.incrementAndGet();
                }
            }));
        }

        await().until(() -> refused.get() == 3);
        end.countDown();
        await().until(() -> calls.stream().allMatch(Future::isDone));
        assertThat(refused).hasValue(3);
    }

    @Test
    void work_that_fails_gives_its_turn_back() {
        DistrictTurns turns = new DistrictTurns(Duration.ofMillis(20));

        assertThatThrownBy(() -> turns.take(NORTH, () -> {
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(turns.take(NORTH, () -> "next")).isEqualTo("next");
        assertThat(turns.lines()).isZero();
    }

    /// @return how many are at work
    private int work() {
        int together = atWork.incrementAndGet();
        try {
            assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            int _ = atWork.decrementAndGet();
        }
        return together;
    }
}
