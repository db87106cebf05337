package org.belltower.dispatch.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.auth.Retryable;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.dispatch.fcm.AccessTokens.Access;
import org.belltower.dispatch.send.SendOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final SendOutcome UNAVAILABLE =
            new SendOutcome.Retry("access-token-unavailable", Duration.ZERO, SendOutcome.Whom.CREDENTIAL);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile Instant now = NOON;
    private volatile long nanos;

    @AfterEach
    void stop() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    /// What the token endpoint does.
    @FunctionalInterface
    private interface Endpoint {
        void answer() throws IOException, InterruptedException;
    }

    private AccessTokens tokens(Endpoint endpoint) {
        GoogleCredentials credentials = new GoogleCredentials() {
            @Serial
            private static final long serialVersionUID = 1;

            @Override
            public AccessToken refreshAccessToken() throws IOException {
                int number = asked.incrementAndGet();
                try {
                    endpoint.answer();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException("given up");
                }
                return new AccessToken("token-" + number, Date.from(now.plus(Duration.ofHours(1))));
            }
        };
        return new AccessTokens(
                credentials,
                authorization -> new DefaultHttp2Headers().set("authorization", authorization),
                () -> now,
                () -> nanos == 0 ? System.nanoTime() : nanos,
                timer);
    }

    private static Access get(AccessTokens tokens, long deadline) throws InterruptedException {
        BlockingQueue<Access> told = new LinkedBlockingQueue<>();
        tokens.get(deadline, told::add);
        return told.take();
    }

    private static Access after(AccessTokens tokens, Access.Granted refused, long deadline)
            throws InterruptedException {
        BlockingQueue<Access> told = new LinkedBlockingQueue<>();
        tokens.after(refused, deadline, told::add);
        return told.take();
    }

    private static long within(Duration patience) {
        return System.nanoTime() + patience.toNanos();
    }

    private static String token(Access access) {
        return ((Access.Granted) access).headers().get("authorization").toString();
    }

    @Test
    void all_who_wait_get_the_one_token_that_was_asked_for_once() throws Exception {
        AccessTokens tokens = tokens(answer::await);
        List<Future<Access>> all = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            all.add(threads.submit(() -> get(tokens, within(PATIENCE))));
        }
        await().until(() -> asked.get() == 1);
        answer.countDown();
        for (Future<Access> one : all) {
            assertThat(token(one.get())).isEqualTo("Bearer token-1");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_new_one_is_asked_for_before_the_old_one_ends_and_meanwhile_the_old_one_serves() throws Exception {
        AccessTokens tokens = tokens(() -> {
            if (asked.get() > 1) {
                answer.await();
            }
        });
        assertThat(token(get(tokens, within(PATIENCE)))).isEqualTo("Bearer token-1");
        now = NOON.plus(Duration.ofMinutes(54));
        assertThat(token(get(tokens, within(PATIENCE)))).isEqualTo("Bearer token-1");
        assertThat(asked).hasValue(1);
        now = NOON.plus(Duration.ofMinutes(56));
        assertThat(token(get(tokens, within(PATIENCE)))).isEqualTo("Bearer token-1");
        await().until(() -> asked.get() == 2);
        answer.countDown();
        await().until(() -> token(get(tokens, within(PATIENCE))).equals("Bearer token-2"));
        assertThat(asked).hasValue(2);
    }

    @Test
    void one_that_is_about_to_end_does_not_serve() throws Exception {
        AccessTokens tokens = tokens(() -> {});
        assertThat(token(get(tokens, within(PATIENCE)))).isEqualTo("Bearer token-1");
        now = NOON.plus(Duration.ofSeconds(3_595));
        assertThat(token(get(tokens, within(PATIENCE)))).isEqualTo("Bearer token-2");
    }

    @Test
    void one_that_is_refused_is_replaced_once_however_many_found_it_refused() throws Exception {
        AccessTokens tokens = tokens(() -> {});
        Access.Granted refused = (Access.Granted) get(tokens, within(PATIENCE));
        assertThat(token(after(tokens, refused, within(PATIENCE)))).isEqualTo("Bearer token-2");
        assertThat(token(after(tokens, refused, within(PATIENCE)))).isEqualTo("Bearer token-2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void an_endpoint_that_says_nothing_is_given_up_at_the_deadline_and_asked_anew() throws Exception {
        AccessTokens tokens = tokens(() -> {
            if (asked.get() == 1) {
                answer.await();
            }
        });
        assertThat(get(tokens, within(Duration.ofMillis(200)))).isEqualTo(new Access.Withheld(UNAVAILABLE));
        assertThat(token(get(tokens, within(PATIENCE)))).isEqualTo("Bearer token-2");
    }

    @Test
    void who_waits_holds_no_thread_and_is_told_when_it_is_given_up() {
        AccessTokens tokens = tokens(answer::await);
        List<Access> told = new CopyOnWriteArrayList<>();
        for (int number = 0; number < 100; number++) {
            tokens.get(within(PATIENCE), told::add);
        }
        assertThat(told).isEmpty();
        tokens.close();
        assertThat(told).hasSize(100).containsOnly(new Access.Withheld(UNAVAILABLE));
    }

    @Test
    void each_who_waits_keeps_to_a_deadline_of_their_own() throws Exception {
        AccessTokens tokens = tokens(answer::await);
        List<Access> patient = new CopyOnWriteArrayList<>();
        tokens.get(within(PATIENCE), patient::add);
        assertThat(get(tokens, within(Duration.ofMillis(100)))).isEqualTo(new Access.Withheld(UNAVAILABLE));
        assertThat(patient).isEmpty();
        answer.countDown();
        await().until(() -> patient.size() == 1);
        assertThat(token(patient.getFirst())).isEqualTo("Bearer token-1");
    }

    @Test
    void after_a_failure_nobody_asks_for_a_second() throws Exception {
        AccessTokens tokens = tokens(() -> {
            throw new Away();
        });
        nanos = 1;
        assertThat(get(tokens, PATIENCE.toNanos())).isEqualTo(new Access.Withheld(UNAVAILABLE));
        assertThat(get(tokens, PATIENCE.toNanos())).isEqualTo(new Access.Withheld(UNAVAILABLE));
        assertThat(asked).hasValue(1);
        nanos = 1 + Duration.ofSeconds(1).toNanos();
        assertThat(get(tokens, PATIENCE.toNanos())).isEqualTo(new Access.Withheld(UNAVAILABLE));
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_refusal_is_told_from_an_endpoint_that_is_away() throws Exception {
        AccessTokens tokens = tokens(() -> {
            throw new IOException("invalid_grant");
        });
        assertThat(get(tokens, within(PATIENCE)))
                .isEqualTo(new Access.Withheld(new SendOutcome.CredentialsRejected("access-token-refused")));
    }

    private static final class Away extends IOException implements Retryable {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public boolean isRetryable() {
            return true;
        }

        @Override
        public int getRetryCount() {
            return 0;
        }
    }
}
