package org.belltower.dispatch.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.junit.jupiter.api.Test;

/// B11: what is on its way when a credential is replaced ends with the old one.
class RetiringSenderTest {
    private static final DeviceToken TOKEN = new DeviceToken("aa01");

    private final Held held = new Held();
    private final RetiringSender sender = new RetiringSender(held, Runnable::run);

    /// Answers when it is told to.
    private static final class Held implements OpenedSender {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public SendOutcome send(Push push, DeviceToken token, LastLook look) throws InterruptedException {
            entered.countDown();
            answer.await();
            return new SendOutcome.Accepted();
        }

        @Override
        public void close() {
            int _ = closed.incrementAndGet();
        }
    }

    @Test
    void it_is_closed_after_the_last_that_was_on_its_way_has_ended() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<SendOutcome> outcome = threads.submit(() -> sender.send(Pushes.push(), TOKEN));
            held.entered.await();
            sender.retire();
            int early = held.closed.get();
            // First: a test that fails must not wait for it.
            held.answer.countDown();
            assertThat(early).isZero();
            assertThat(outcome.get()).isEqualTo(new SendOutcome.Accepted());
            await().until(() -> held.closed.get() == 1);
        }
    }

    @Test
    void what_comes_after_that_did_not_leave_and_comes_again() throws Exception {
        sender.retire();
        assertThat(held.closed).hasValue(1);
        assertThat(sender.send(Pushes.push(), TOKEN))
                .isEqualTo(new SendOutcome.Retry("credentials-replaced", Duration.ZERO));
        assertThat(held.entered.getCount()).isEqualTo(1);
    }
}
