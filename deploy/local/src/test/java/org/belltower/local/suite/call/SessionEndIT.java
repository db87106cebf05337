package org.belltower.local.suite.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.belltower.embedded.issuer.SigningKey;
import org.belltower.embedded.issuer.TokenMint;
import org.belltower.local.suite.issuer.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A7.
class SessionEndIT {
    private static final Account ROSA = new Account("north", "rosa ruiz/1");

    private final TokenMint mint = new TokenMint("http://127.0.0.1:1", SigningKey.ephemeral(), InstantSource.system());
    private final List<String> asked = new ArrayList<>();
    private int answer = 204;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpServer registry;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                asked.add(claims(exchange.getRequestHeaders().getFirst("Authorization")));
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @Test
    void the_sessions_of_a_person_are_ended_with_a_token_for_that_alone() throws InterruptedException {
        assertThat(end()).isTrue();
        assertThat(asked.getFirst()).isEqualTo("POST /v1/people/rosa%20ruiz%2F1/sign-out");
        assertThat(asked.getLast()).contains("\"district\":\"north\"", "\"scope\":\"sessions.end\"");
    }

    @Test
    void a_registry_that_does_not_say_so_or_does_not_run_has_not_ended_them() throws InterruptedException {
        answer = 503;
        assertThat(end()).isFalse();
        registry.stop(0);
        assertThat(end()).isFalse();
    }

    private boolean end() throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + registry.getAddress().getPort());
        return new SessionEnd(new RegistryAccess(address, mint)).of(ROSA);
    }

    private static String claims(String bearer) {
        return new String(Base64.getUrlDecoder().decode(bearer.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
