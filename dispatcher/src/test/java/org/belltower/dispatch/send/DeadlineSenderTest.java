package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.belltower.model.push.DeviceToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineSenderTest {
    private static final DeviceToken TOKEN = new DeviceToken("aa01");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private SendOutcome send(PushSender sender, Duration deadline) throws InterruptedException {
        return new DeadlineSender(sender, deadline, threads).send(Pushes.push(), TOKEN);
    }

    @Test
    void an_answer_in_time_is_the_outcome() throws InterruptedException {
        assertThat(send((_, _, _) -> new SendOutcome.TokenRejected(), Duration.ofSeconds(5)))
                .isEqualTo(new SendOutcome.TokenRejected());
    }

    @Test
    void a_client_that_never_answers_is_resolved_as_unknown_by_the_deadline_and_interrupted()
            throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        PushSender never = (_, _, _) -> {
            try {
                new CountDownLatch(1).await();
                return new SendOutcome.Accepted();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        };
        assertThat(send(never, Duration.ofMillis(50))).isEqualTo(new SendOutcome.Unknown("deadline"));
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_client_that_throws_is_unknown_and_its_text_goes_nowhere() throws InterruptedException {
        PushSender throwing = (_, _, _) -> {
            throw new IllegalStateException("token aa01");
        };
        assertThat(send(throwing, Duration.ofSeconds(5))).isEqualTo(new SendOutcome.Unknown("failure"));
    }
}
