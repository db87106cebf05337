package org.belltower.dispatch.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.dispatch.send.LastLook;
import org.junit.jupiter.api.Test;

class FcmConnectionsTest {
    private static final URI FCM = URI.create("https://fcm.example/");

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_client_that_cannot_be_made_fails_its_own_request_and_lets_the_next_one_try() throws InterruptedException {
        FcmConnections connections = new FcmConnections(
                () -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("no selector");
                },
                FCM,
                () -> 0);
        assertThatThrownBy(() -> send(connections)).isInstanceOf(IllegalStateException.class);
        Thread next = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(() -> send(connections)).isInstanceOf(IllegalStateException.class));
        assertThat(next.join(Duration.ofSeconds(5)))
                .as("the second is answered too")
                .isTrue();
        assertThat(asked).hasValue(2);
    }

    private static void send(FcmConnections connections) throws Exception {
        connections.send(HttpRequest.newBuilder(FCM).build(), LastLook.ALWAYS);
    }
}
