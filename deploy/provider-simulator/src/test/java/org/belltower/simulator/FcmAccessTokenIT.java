package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.belltower.simulator.credentials.ServiceAccount;
import org.belltower.simulator.received.Provider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FcmAccessTokenIT {

    private static final String PROJECT = "family-app";
    private static final String MESSAGE =
            "{\"message\":{\"token\":\"device:1\",\"notification\":{\"title\":\"Hello\"}}}";

    @TempDir
    private static Path folder;

    private static ProviderSimulator simulator;
    private static ServiceAccount account;
    private static ServiceAccount otherAccount;
    private static FcmClient client;

    @BeforeAll
    static void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        account = simulator.credentials().serviceAccount(PROJECT);
        otherAccount = simulator.credentials().serviceAccount("other-app");
        client = new FcmClient(simulator, Clients.http2(simulator));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void forget() {
        simulator.received().clear();
        simulator.script().clear();
    }

    @Test
    void an_access_token_is_a_bearer_token_for_an_hour() {
        JsonNode granted = FcmClient.json(client.exchange(assertion(account)));

        assertThat(granted.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(granted.path("expires_in").asLong()).isEqualTo(3600);
        assertThat(granted.path("access_token").asText()).startsWith("ya29.");
    }

    @Test
    void an_assertion_for_googles_own_address_is_believed_as_googles_client_library_makes_it() {
        var claims = FcmClient.claims(account, simulator.tokenUri(), Instant.now())
                .audience("https://oauth2.googleapis.com/token")
                .build();
        JsonNode granted = FcmClient.json(client.exchange(FcmClient.sign(account, claims)));

        assertThat(granted.path("access_token").asText()).startsWith("ya29.");
    }

    record Refused(String name, String grantType, String assertion, int status, String error) {
        @Override
        public String toString() {
            return name + ": " + error;
        }
    }

    static Stream<Refused> refused_assertions() {
        Instant now = Instant.now();
        String uri = simulator.tokenUri();
        String bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
        var good = FcmClient.claims(account, uri, now).build();
        return Stream.of(
                new Refused("other grant", "password", assertion(account), 400, "unsupported_grant_type"),
                new Refused("nothing", bearer, "", 400, "invalid_request"),
                new Refused("no JWT", bearer, "a.b.c", 400, "invalid_grant"),
                new Refused("signed by another", bearer, FcmClient.sign(otherAccount, good), 400, "invalid_grant"),
                refused("no issuer", builder -> builder.issuer(null), 401, "invalid_client"),
                refused("unknown account", builder -> builder.issuer("nobody@example.org"), 400, "invalid_grant"),
                refused(
                        "other audience",
                        builder -> builder.audience("https://fcm.googleapis.com/"),
                        400,
                        "invalid_grant"),
                refused(
                        "expired",
                        builder -> builder.issueTime(Date.from(now.minusSeconds(7200)))
                                .expirationTime(Date.from(now.minusSeconds(3600))),
                        400,
                        "invalid_grant"),
                refused(
                        "from the future",
                        builder -> builder.issueTime(Date.from(now.plusSeconds(600)))
                                .expirationTime(Date.from(now.plusSeconds(1200))),
                        400,
                        "invalid_grant"),
                refused(
                        "valid for two hours",
                        builder -> builder.expirationTime(Date.from(now.plusSeconds(7200))),
                        400,
                        "invalid_grant"),
                refused("no end", builder -> builder.expirationTime(null), 400, "invalid_grant"),
                refused("no scope", builder -> builder.claim("scope", null), 400, "invalid_scope"),
                refused(
                        "other scope",
                        builder -> builder.claim("scope", "https://www.googleapis.com/auth/drive"),
                        400,
                        "invalid_scope"));
    }

    private static Refused refused(String name, UnaryOperator<JWTClaimsSet.Builder> change, int status, String error) {
        var claims = change.apply(FcmClient.claims(account, simulator.tokenUri(), Instant.now()))
                .build();
        String assertion = FcmClient.sign(account, claims);
        return new Refused(name, "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion, status, error);
    }

    @ParameterizedTest
    @MethodSource("refused_assertions")
    void an_assertion_with_a_fault_gets_no_access_token(Refused refused) {
        HttpResponse<String> response = client.exchange(refused.grantType(), refused.assertion());

        assertThat(FcmClient.json(response).path("error").asText()).isEqualTo(refused.error());
        assertThat(response.statusCode()).isEqualTo(refused.status());
    }

    @Test
    void the_token_endpoint_and_the_send_endpoint_serve_http_1_1_as_well() {
        FcmClient old = new FcmClient(simulator, Clients.http(simulator, HttpClient.Version.HTTP_1_1));

        HttpResponse<String> response = old.push(PROJECT, old.accessToken(account, Instant.now()), MESSAGE);

        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(simulator.received().counts(Provider.FCM).accepted()).isEqualTo(1);
    }

    @Test
    void a_push_without_a_good_access_token_is_unauthenticated() {
        HttpResponse<String> response = client.push(PROJECT, "ya29.unknown", MESSAGE);

        assertError(response, 401, "UNAUTHENTICATED");
        assertThat(error(response).has("details")).isFalse();
        assertThat(response.headers().firstValue("www-authenticate")).isPresent();
    }

    @Test
    void a_revoked_access_token_is_unauthenticated_and_a_new_one_is_good() {
        String revoked = token();
        assertThat(client.push(PROJECT, revoked, MESSAGE).statusCode()).isEqualTo(200);

        simulator.accessTokens().revokeAll();

        assertError(client.push(PROJECT, revoked, MESSAGE), 401, "UNAUTHENTICATED");
        assertThat(client.push(PROJECT, token(), MESSAGE).statusCode()).isEqualTo(200);
    }

    @Test
    void an_access_token_ends_with_its_lifetime(@TempDir Path own) {
        var now = new AtomicReference<>(Instant.now());
        try (ProviderSimulator timed = ProviderSimulator.start(
                SimulatorConfig.in(own).with(now::get).withAccessTokenLifetime(Duration.ofMinutes(10)))) {
            ServiceAccount own1 = timed.credentials().serviceAccount(PROJECT);
            FcmClient sender = new FcmClient(timed, Clients.http2(timed));
            String token = sender.accessToken(own1, now.get());

            now.set(now.get().plusSeconds(599));
            assertThat(sender.push(PROJECT, token, MESSAGE).statusCode()).isEqualTo(200);
            now.set(now.get().plusSeconds(1));
            assertError(sender.push(PROJECT, token, MESSAGE), 401, "UNAUTHENTICATED");
        }
    }

    @Test
    void an_access_token_is_good_for_its_own_project_only() {
        String other = client.accessToken(otherAccount, Instant.now());

        assertError(client.push(PROJECT, other, MESSAGE), 403, "PERMISSION_DENIED");
    }

    private static String token() {
        return client.accessToken(account, Instant.now());
    }

    private static String assertion(ServiceAccount account) {
        return FcmClient.sign(
                account,
                FcmClient.claims(account, simulator.tokenUri(), Instant.now()).build());
    }

    private static void assertError(HttpResponse<String> response, int status, String name) {
        assertThat(error(response).path("status").asText()).isEqualTo(name);
        assertThat(error(response).path("code").asInt()).isEqualTo(status);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static JsonNode error(HttpResponse<String> response) {
        return FcmClient.json(response).path("error");
    }
}
