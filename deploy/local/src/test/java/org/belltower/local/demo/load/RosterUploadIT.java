package org.belltower.local.demo.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.PlayFailedException;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.local.suite.place.Ports;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterUploadIT {
    private static final DistrictId ELM = new DistrictId("elm-creek");
    private static final Patience PATIENCE =
            new Patience(InstantSource.system(), Duration.ofMillis(5), Duration.ofSeconds(20));

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final Deque<Integer> stumbles = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/roster", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /// Refuses every item whose id ends with `-bad`.
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode items = JsonCodec.mapper()
                    .readTree(exchange.getRequestBody().readAllBytes())
                    .path("items");
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            sizes.add(items.size());
            int status = stumbles.isEmpty() ? 200 : stumbles.remove();
            ObjectNode body = JsonCodec.mapper().createObjectNode();
            if (status == 200) {
                ArrayNode answers = body.putArray("items");
                items.forEach(item -> answers.add(one(answers.size(), item)));
            } else {
                body.put("detail", "not now");
            }
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static ObjectNode one(int index, JsonNode item) {
        ObjectNode answer = JsonCodec.mapper().createObjectNode().put("index", index);
        if (!item.path("id").asText().endsWith("-bad")) {
            return answer.put("status", 204);
        }
        answer.put("status", 400).putObject("problem").put("detail", "items[" + index + "].school is not known");
        return answer;
    }

    private static ObjectNode item(String kind, String id) {
        return JsonCodec.mapper()
                .createObjectNode()
                .put("op", "put")
                .put("kind", kind)
                .put("id", id);
    }

    private static List<ObjectNode> students(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> item("student", "s-" + number))
                .toList();
    }

    private void bring(String play, List<ObjectNode> items) throws InterruptedException {
        try (SuiteHttp http = new SuiteHttp(PATIENCE)) {
            new RosterUpload(http, Ports.http(server.getAddress().getPort()), play, PATIENCE, told::add)
                    .bring(ELM, items, "token");
        }
    }

    @Test
    void a_roster_goes_in_parts_each_under_a_key_of_its_own_and_tells_how_far_it_is() throws Exception {
        bring("play-1", students(1_201));
        assertThat(sizes).containsExactly(500, 500, 201);
        assertThat(keys).containsExactly("play-1-elm-creek-0", "play-1-elm-creek-500", "play-1-elm-creek-1000");
        assertThat(told)
                .containsExactly(
                        "Loading elm-creek: 500 of 1201 items of the roster",
                        "Loading elm-creek: 1000 of 1201 items of the roster",
                        "Loading elm-creek: 1201 of 1201 items of the roster");
    }

    @Test
    void another_play_is_not_answered_what_an_earlier_one_was() throws Exception {
        bring("play-1", students(1));
        bring("play-2", students(1));
        assertThat(keys).doesNotHaveDuplicates().hasSize(2);
        assertThat(told).isEmpty();
    }

    @Test
    void items_that_are_refused_are_named_with_the_reason_and_none_of_their_content() {
        ObjectNode tie = JsonCodec.mapper()
                .createObjectNode()
                .put("kind", "relationship")
                .put("student", "s-0")
                .put("guardian", "g-1");
        List<ObjectNode> items = List.of(item("calendar", "c-bad").put("name", "Secret"), item("student", "s-0"), tie);
        assertThatExceptionOfType(PlayFailedException.class)
                .isThrownBy(() -> bring("play-1", items))
                .withMessage("POST /v1/roster refused 1 of 3 items of elm-creek: "
                        + "calendar c-bad (400, items[0].school is not known)");
    }

    @Test
    void of_many_items_that_are_refused_the_first_ones_are_named() {
        List<ObjectNode> items = IntStream.range(0, 12)
                .mapToObj(number -> item("student", number + "-bad"))
                .toList();
        assertThatExceptionOfType(PlayFailedException.class)
                .isThrownBy(() -> bring("play-1", items))
                .withMessageStartingWith("POST /v1/roster refused 12 of 12 items of elm-creek: student 0-bad (400, ")
                .withMessageEndingWith("student 9-bad (400, items[9].school is not known) and 2 more");
    }

    @Test
    void a_part_is_sent_again_under_its_key_while_nobody_answers_and_while_it_is_being_written() throws Exception {
        stumbles.addAll(List.of(503, 409, 409));
        bring("play-1", students(2));
        assertThat(keys).hasSize(4).containsOnly("play-1-elm-creek-0");
    }

    @Test
    void a_call_that_is_refused_as_a_whole_ends_the_play() {
        stumbles.add(403);
        assertThatExceptionOfType(PlayFailedException.class)
                .isThrownBy(() -> bring("play-1", students(2)))
                .withMessage("POST /v1/roster was answered with 403 not now");
    }
}
