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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.issuer.SigningKey;
import org.belltower.embedded.issuer.TokenMint;
import org.belltower.local.suite.call.PersonSearch.Answer;
import org.belltower.local.suite.issuer.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PersonSearchIT {
    private static final String GUARDIAN = "/v1/guardians/rosa%20ruiz%2F1";
    private static final String STUDENT = "/v1/students/rosa%20ruiz%2F1";

    private final TokenMint mint = new TokenMint("http://127.0.0.1:1", SigningKey.ephemeral(), InstantSource.system());
    private final Map<String, Integer> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpServer registry;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            try (exchange) {
                asked.add(claims(exchange.getRequestHeaders().getFirst("Authorization")));
                exchange.sendResponseHeaders(
                        answers.getOrDefault(exchange.getRequestURI().toString(), 404), -1);
            }
        });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @Test
    void a_guardian_or_a_student_is_known() throws InterruptedException {
        answers.put(GUARDIAN, 200);
        assertThat(search()).isEqualTo(Answer.KNOWN);
        answers.clear();
        answers.put(STUDENT, 200);
        assertThat(search()).isEqualTo(Answer.KNOWN);
    }

    @Test
    void whoever_is_neither_is_unknown() throws InterruptedException {
        assertThat(search()).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void it_is_asked_with_tokens_of_the_district_that_may_only_read_the_roster() throws InterruptedException {
        search();
        assertThat(asked)
                .hasSize(2)
                .allSatisfy(token -> assertThat(token).contains("\"district\":\"north\"", "\"scope\":\"roster.read\""));
    }

    @Test
    void a_registry_that_does_not_say_or_does_not_run_gives_no_answer() throws InterruptedException {
        answers.put(STUDENT, 503);
        assertThat(search()).isEqualTo(Answer.NONE);
        registry.stop(0);
        assertThat(search()).isEqualTo(Answer.NONE);
    }

    private Answer search() throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + registry.getAddress().getPort());
        return new PersonSearch(new RegistryAccess(address, mint)).of(new Account("north", "rosa ruiz/1"));
    }

    private static String claims(String bearer) {
        return new String(Base64.getUrlDecoder().decode(bearer.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
