package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.belltower.model.DistrictId;
import org.belltower.registry.publish.Mark.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayLoopTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration NEVER = Duration.ofHours(1);

    private final InMemoryRelay parts = new InMemoryRelay();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RelayLoop loop = new RelayLoop(parts.relay(threads), NEVER, SOON, System::nanoTime);

    @AfterEach
    void stop() {
        loop.close();
        threads.close();
    }

    @Test
    void one_wake_is_enough_for_all_batches_of_a_shard() {
        loop.start();
        for (int mark = 0; mark < 250; mark++) {
            parts.queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        }
        loop.wake();

        await().atMost(SOON).until(() -> parts.queue.all().isEmpty());
        assertThat(loop.alive()).isTrue();
    }

    @Test
    void closing_waits_for_the_batches_that_are_under_way() throws Exception {
        CountDownLatch kafka = parts.publisher.hold(InMemoryMarkQueue.shard(NORTH, "s-1"));
        parts.queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        loop.start();
        assertThat(parts.publisher.hanging.await(5, TimeUnit.SECONDS)).isTrue();

        Future<?> closing = threads.submit(loop::close);
        await().atMost(SOON).until(() -> !loop.alive());
        assertThat(closing.isDone()).isFalse();

        kafka.countDown();
        closing.get(5, TimeUnit.SECONDS);
        assertThat(parts.publisher.keys()).containsExactly("north/s-1");
    }
}
