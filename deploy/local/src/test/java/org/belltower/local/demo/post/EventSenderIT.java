package org.belltower.local.demo.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.suite.place.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventSenderIT {
    private final Deque<String> answers = new ArrayDeque<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = answers.remove().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void an_event_of_a_batch_counts_each_batch_in_which_it_may_have_been_taken() throws Exception {
        List<CaseEvent> events = FirstDayFiles.load().events().limit(2).toList();
        answers.add("[{\"status\":202},{\"status\":503}]");
        answers.add("[{\"status\":503}]");
        answers.add("[{\"status\":202}]");
        Patience patience = new Patience(InstantSource.system(), Duration.ofMillis(5), Duration.ofSeconds(20));
        URI address = Ports.http(server.getAddress().getPort());
        try (SuiteHttp http = new SuiteHttp(patience)) {
            List<Answered> answered = new EventSender(
                            http, new Envelopes(address, Instant.EPOCH), client -> client, patience)
                    .send(new Post(Mode.BATCH, events));
            assertThat(answered).extracting(Answered::status).containsExactly(202, 202);
            assertThat(answered).extracting(Answered::attempts).containsExactly(1, 3);
        }
    }
}
