package org.belltower.dispatch.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.dispatch.send.Pushes;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.AppId;
import org.belltower.model.Category;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.push.Binding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// B11: who uploaded a credential that the provider refuses, and who sent a test push by it, are told why nothing
/// comes.
@SuppressWarnings("NullAway.Init") // Quarkus fills the address in.
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
@QuarkusTestResource(SimulatorResource.class)
class LastFailureIT {
    private static final AppId APP = new AppId("refused");
    private static final String TEAM = "TEAM000009";
    private static final String KEY = "KEY0000009";

    private static Suite suite;

    @TestHTTPResource(value = "/health/ready", management = true)
    private URI ready;

    private final KeyPair key = ec();

    @BeforeAll
    static void open() {
        suite = new Suite(Backends.kafka());
    }

    @AfterAll
    static void close() {
        suite.close();
    }

    @BeforeEach
    void awaitReady() {
        await().atMost(Duration.ofSeconds(30)).until(() -> given().get(ready).statusCode() == 200);
    }

    private static KeyPair ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void upload(CredentialSeal seal) {
        String encoded = Base64.getEncoder().encodeToString(key.getPrivate().getEncoded());
        suite.upload(
                TestKeys.sealed(seal, APP, suite.nextVersion(), new ProviderCredential.SigningKey(TEAM, KEY, encoded)));
    }

    /// Until then Apple has never heard of it.
    private void tellApple() {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        GivenDistrict.simulator()
                .body(Map.of("teamId", TEAM, "keyId", KEY, "topics", List.of(TestConfig.TOPIC), "publicKey", pem))
                .post("/v1/apns/keys")
                .then()
                .statusCode(201);
    }

    private static void bind(Suite.Phone phone) {
        suite.bind(new Binding(
                Pushes.NORTH,
                phone.device(),
                1,
                APP,
                Provider.APNS,
                Pushes.GUARDIAN,
                Pushes.EPOCH,
                SessionState.KEPT,
                Binding.Permission.ALLOWED,
                phone.token(),
                1,
                Pushes.NOON,
                Set.of(Category.GRADES),
                null,
                true));
    }

    private static JsonPath status(String district) {
        String token = Backends.tokens()
                .mint(TokenRequest.forClient("operator").district(district).scopes("operations.read"));
        return given().auth().oauth2(token).get("/v1/status").jsonPath();
    }

    private static @Nullable String ofOurs(String field) {
        return status("north").getString("uploaded.find { it.app == '" + APP.value() + "' }." + field);
    }

    private static Instant instant(@Nullable String text) {
        return Instant.parse(String.valueOf(text));
    }

    private static String person() {
        return Backends.tokens()
                .mint(TokenRequest.forPerson(Pushes.GUARDIAN.value(), "family-app")
                        .district("north")
                        .scopes("devices"));
    }

    private static String sendTestPush(Suite.Phone phone) {
        return await().until(
                        () -> given().auth().oauth2(person()).post("/v1/devices/" + phone.device() + "/test-push"),
                        answer -> answer.statusCode() == 202)
                .path("push");
    }

    private static Map<String, String> testPush(String id) {
        return given().auth()
                .oauth2(person())
                .get("/v1/test-pushes/" + id)
                .jsonPath()
                .getMap("");
    }

    @Test
    void B11_the_providers_last_refusal_stands_in_the_status_and_in_the_waiting_test_push() {
        Instant begin = Instant.now();
        upload(TestKeys.seal());
        await().until(() -> "0".equals(ofOurs("accepted")));
        assertThat(ofOurs("lastFailure")).isNull();
        assertThat(ofOurs("lastAccepted")).isNull();
        Suite.Phone phone = suite.unboundPhone(Provider.APNS);
        bind(phone);

        String id = sendTestPush(phone);
        await().until(() -> "InvalidProviderToken".equals(testPush(id).get("reason")));
        assertThat(testPush(id)).containsEntry("state", "WAITING");
        assertThat(ofOurs("lastFailure.reason")).isEqualTo("InvalidProviderToken");
        Instant failed = instant(ofOurs("lastFailure.at"));
        assertThat(failed).isBetween(begin, Instant.now());
        assertThat(ofOurs("lastAccepted")).isNull();
        assertThat(ofOurs("refusal.reason")).isEqualTo("InvalidProviderToken");
        assertThat(ofOurs("refusal.state")).isIn("OPEN", "PROBING");
        assertThat(instant(ofOurs("refusal.since"))).isBetween(begin, Instant.now());
        // Apple answers: it is not away.
        assertThat(ofOurs("flow.provider.state")).isEqualTo("CLOSED");
        assertThat(status("south").getList("uploaded")).isEmpty();

        tellApple();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "ACCEPTED".equals(testPush(id).get("state")));
        assertThat(testPush(id).get("reason")).isNull();
        assertThat(ofOurs("refusal.state")).isEqualTo("CLOSED");
        assertThat(instant(ofOurs("lastAccepted"))).isAfter(instant(ofOurs("lastFailure.at")));

        // One that cannot be opened takes its place: what went by the one before is still told.
        upload(TestKeys.otherSeal());
        await().until(() -> "UNKNOWN_KEY".equals(ofOurs("problem")));
        assertThat(ofOurs("accepted")).isEqualTo("1");
        assertThat(ofOurs("lastAccepted")).isNotNull();
    }
}
