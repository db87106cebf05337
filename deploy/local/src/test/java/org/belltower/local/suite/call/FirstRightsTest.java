package org.belltower.local.suite.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstRightsTest {
    private final List<String> calls = new ArrayList<>();
    private final List<JsonNode> given = new ArrayList<>();
    private String known = "{\"items\": {}}";
    private int status = 204;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpServer registry;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", this::answer);
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " by "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            if (exchange.getRequestMethod().equals("GET")) {
                byte[] body = known.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } else {
                given.add(JsonCodec.mapper().readTree(exchange.getRequestBody()));
                exchange.sendResponseHeaders(status, -1);
            }
        }
    }

    private FirstRights rights() {
        return new FirstRights(
                URI.create("http://127.0.0.1:" + registry.getAddress().getPort()), "secret");
    }

    @Test
    void where_nobody_may_give_rights_the_administrators_get_all() throws Exception {
        known = """
                {"items": {"office": {"APPS": ["READ", "WRITE"]}, "readers": {"TOOL_RIGHTS": ["READ"]}}}""";
        assertThat(rights().give()).isEmpty();
        assertThat(calls)
                .containsExactly("GET /v1/rights by Bearer secret", "PUT /v1/rights/administrators by Bearer secret");
        ToolRights all = JsonCodec.read(given.getFirst(), ToolRights.class);
        for (StaffTool tool : StaffTool.values()) {
            assertThat(all.byTool()).containsEntry(tool, tool.rights());
        }
        assertThat(all.meaningful()).isEqualTo(all);
    }

    @Test
    void where_some_group_may_give_rights_all_stays_as_it_is() throws Exception {
        known = """
                {"items": {"principals": {"TOOL_RIGHTS": ["WRITE"]}}}""";
        assertThat(rights().give()).isEmpty();
        assertThat(given).isEmpty();
    }

    @Test
    void what_is_stored_and_not_published_yet_is_given() throws Exception {
        status = 503;
        assertThat(rights().give()).isEmpty();
    }

    @Test
    void a_failure_is_told_in_a_sentence_and_ends_nothing() throws Exception {
        status = 400;
        assertThat(rights().give())
                .get()
                .asString()
                .contains("was answered with 400")
                .doesNotContain("secret");
        registry.stop(0);
        assertThat(rights().give()).get().asString().contains("ended with ConnectException");
    }

    @Test
    void its_token_is_not_shown() {
        assertThat(rights()).asString().doesNotContain("secret");
    }
}
