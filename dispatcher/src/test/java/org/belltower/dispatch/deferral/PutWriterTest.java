package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.due;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.belltower.dispatch.deferral.DeferralTable.Held;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PutWriterTest {
    private final InMemoryDeferralTable table = new InMemoryDeferralTable();
    private final PutWriter writer = new PutWriter(table, Duration.ofSeconds(2));
    private final Thread thread = Thread.ofPlatform().unstarted(writer);

    @BeforeEach
    void start() {
        thread.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        writer.close();
        thread.join();
    }

    @Test
    void who_puts_returns_when_the_push_is_there() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> puts = IntStream.range(0, 3_000)
                    .<Future<?>>mapToObj(number -> callers.submit(() -> {
                        writer.put(due(number, NOON));
                        assertThat(table.offsetsFrom(Deferred.place(number), 0)).contains((long) number);
                        return number;
                    }))
                    .toList();
            for (Future<?> put : puts) {
                assertThat(put.get()).isNotNull();
            }
        }
        assertThat(table.backlog()).containsExactly(new Held(null, Deferred.FAMILY, 3_000, NOON));
    }

    @Test
    void while_the_table_is_away_the_caller_keeps_the_push() throws Exception {
        table.away(true);
        assertThatThrownBy(() -> writer.put(due(1, NOON))).isInstanceOf(NotNowException.class);
        table.away(false);
        writer.put(due(2, NOON));
        assertThat(table.backlog()).containsExactly(new Held(null, Deferred.FAMILY, 1, NOON));
    }

    @Test
    void C4_what_was_put_without_an_answer_is_taken_back_since_its_caller_sends_it() {
        table.deaf(true);
        assertThatThrownBy(() -> writer.put(due(1, NOON))).isInstanceOf(NotNowException.class);
        table.deaf(false);
        await().untilAsserted(() -> assertThat(table.backlog()).isEmpty());
    }

    /// Else it would be claimed, and sent twice, if its time comes first.
    @Test
    void C4_what_was_committed_too_late_is_taken_back_at_once() throws Exception {
        AtomicLong committed = new AtomicLong();
        CountDownLatch givenUp = new CountDownLatch(1);
        CompletableFuture<Long> takenBack = new CompletableFuture<>();
        DeferralTable slow = (DeferralTable) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DeferralTable.class}, (_, method, arguments) -> {
                    if (method.getName().equals("withdraw")) {
                        boolean _ = takenBack.complete(System.nanoTime() - committed.get());
                    } else {
                        givenUp.await();
                        committed.set(System.nanoTime());
                    }
                    return method.invoke(table, arguments);
                });
        PutWriter late = new PutWriter(slow, Duration.ofMillis(20));
        Thread writing = Thread.ofPlatform().start(late);
        assertThatThrownBy(() -> late.put(due(1, NOON))).isInstanceOf(NotNowException.class);
        givenUp.countDown();

        assertThat(Duration.ofNanos(takenBack.get())).isLessThan(Duration.ofMillis(400));
        late.close();
        writing.join();
        assertThat(table.backlog()).isEmpty();
    }

    @Test
    void what_was_put_without_an_answer_and_is_put_again_is_there() throws Exception {
        table.deaf(true);
        assertThatThrownBy(() -> writer.put(due(1, NOON))).isInstanceOf(NotNowException.class);
        table.deaf(false);
        writer.put(due(1, NOON));
        assertThat(table.backlog()).containsExactly(new Held(null, Deferred.FAMILY, 1, NOON));
    }

    @Test
    void one_that_the_table_never_takes_keeps_out_nobody_else() throws Exception {
        table.refuse(due(1, NOON).key());
        assertThatThrownBy(() -> writer.put(due(1, NOON))).isInstanceOf(NotNowException.class);
        writer.put(due(2, NOON));
        table.away(true);
        assertThatThrownBy(() -> writer.put(due(1, NOON))).isInstanceOf(NotNowException.class);
        table.away(false);
        writer.put(due(3, NOON));
        assertThat(table.backlog()).containsExactly(new Held(null, Deferred.FAMILY, 2, NOON));
    }

    @Test
    void after_the_end_nothing_is_put() {
        writer.close();
        assertThatThrownBy(() -> writer.put(due(1, NOON))).isInstanceOf(NotNowException.class);
    }
}
