package org.belltower.local.demo.drive;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.local.demo.drive.SuiteHttp.Answer;
import org.belltower.local.demo.drive.SuiteHttp.Call;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.place.UnusedPorts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuiteHttpIT {
    private static final int NO_ANSWER = 0;

    private final Deque<Integer> answers = new ArrayDeque<>();
    private final int port = UnusedPorts.find().service(Service.EVENT_INGEST);
    private @Nullable HttpServer server;

    private void serve() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/", this::answer);
            started.start();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            int status = answers.remove();
            if (status != NO_ANSWER) {
                exchange.sendResponseHeaders(status, -1);
            }
        }
    }

    private Answer send(InstantSource clock) throws InterruptedException {
        try (SuiteHttp http = new SuiteHttp(new Patience(clock, Duration.ofMillis(5), Duration.ofSeconds(20)))) {
            return http.send(Call.json("POST", URI.create("http://127.0.0.1:" + port + "/"), null, List.of()));
        }
    }

    @Test
    void each_request_that_may_have_been_taken_counts() throws Exception {
        serve();
        answers.add(202);
        assertThat(send(InstantSource.system()).attempts()).isEqualTo(1);
        answers.addAll(List.of(503, NO_ANSWER, 202));
        assertThat(send(InstantSource.system()).attempts()).isEqualTo(3);
    }

    @Test
    void a_request_that_reached_nobody_does_not() throws Exception {
        answers.add(202);
        AtomicInteger looks = new AtomicInteger();
        Answer answer = send(() -> {
            // Asked once before the first attempt, and after each that was in vain.
            if (looks.incrementAndGet() == 4) {
                serve();
            }
            return Instant.now();
        });
        assertThat(answer.attempts()).isEqualTo(1);
        assertThat(looks).hasValueGreaterThanOrEqualTo(4);
    }
}
