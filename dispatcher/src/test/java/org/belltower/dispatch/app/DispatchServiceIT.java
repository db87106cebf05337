package org.belltower.dispatch.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.belltower.dispatch.deferral.Deferral;
import org.belltower.dispatch.deferral.Deferred;
import org.belltower.dispatch.deferral.NotNowException;
import org.belltower.dispatch.deferral.postgres.MadeTables;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.Rights;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.service.docs.CommittedDocument;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.heartbeat.kafka.LastPoll;
import org.belltower.service.kafka.KafkaRecords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service as it runs: configuration, start, health, metrics, status.
@SuppressWarnings("NullAway.Init") // Quarkus fills the addresses in.
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
@QuarkusTestResource(SimulatorResource.class)
class DispatchServiceIT {
    private static Suite suite;

    @TestHTTPResource(value = "/health/ready", management = true)
    private URI ready;

    @Inject
    Deferral deferral;

    @Inject
    MadeTables tables;

    @Inject
    Vitals vitals;

    @TestHTTPResource(value = "/health/live", management = true)
    private URI live;

    @TestHTTPResource(value = "/metrics", management = true)
    private URI metrics;

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

    private static String token(String... scopes) {
        return Backends.tokens()
                .mint(TokenRequest.forClient("operator").district("north").scopes(scopes));
    }

    @Test
    void it_is_ready_once_topics_bindings_and_lane_are_and_alive_without_a_token() {
        given().get(ready)
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("kafka"))
                .body("checks.name", hasItem("topics"))
                .body("checks.find { it.name == 'dispatcher' }.data.stage", equalTo("WORKING"));
        given().get(live).then().statusCode(200).body("status", is("UP"));
    }

    @Test
    void R3_without_its_database_it_is_ready_and_alive_and_keeps_in_hand_what_should_wait_long() {
        assertThat(tables.made()).isFalse();
        assertThatThrownBy(() -> deferral.put(Deferred.due(1, Instant.now()))).isInstanceOf(NotNowException.class);
        given().get(ready).then().statusCode(200);
        given().get(live).then().statusCode(200);
    }

    @Test
    void it_is_not_ready_and_says_why_while_the_bindings_cannot_be_read_and_stays_alive() throws Exception {
        try (AutoCloseable _ =
                suite.hangingTransaction(suite.unboundPhone(Provider.APNS).binding())) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> given().get(ready).statusCode() == 503);
            given().get(ready)
                    .then()
                    .body("checks.find { it.name == 'dispatcher' }.status", equalTo("UP"))
                    .body("checks.find { it.name == 'bindings' }.status", equalTo("DOWN"))
                    .body(
                            "checks.find { it.name == 'bindings' }.data.parked",
                            equalTo(
                                    "bindings, settings, revocations and credentials were not read to their end in the last PT2S:"
                                            + " nothing is sent"));
            given().get(live).then().statusCode(200);
        }
        awaitReady();
    }

    @Test
    void a_push_is_sent_and_stands_in_the_status_and_the_metrics_without_its_token() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        Push push = suite.send(phone.push("e-1"));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.APNS));
        String apple = "routes.find { it.provider == 'APNS' }.";
        given().auth()
                .oauth2(token("operations.read"))
                .get("/v1/status")
                .then()
                .statusCode(200)
                .body("stage", equalTo("WORKING"))
                .body("boundDevices", greaterThanOrEqualTo(1))
                .body(apple + "app", equalTo("family"))
                .body(apple + "credential", equalTo("TEAM000001/production"))
                .body(apple + "accepted", greaterThanOrEqualTo(1))
                .body(apple + "lastAccepted", notNullValue())
                .body(apple + "refusal.state", equalTo("CLOSED"))
                .body(apple + "otherEnvironment", nullValue())
                // Its database is away: how many wait long is not known, and that is not 0.
                .body(apple + "deferred", nullValue())
                .body("deferred", nullValue())
                .body("deferredAlone", nullValue());
        String team = "credentials.find { it.provider == 'APNS' }.";
        given().auth()
                .oauth2(token("operations.read"))
                .get("/v1/status")
                .then()
                .body(team + "credential", equalTo("TEAM000001/production"))
                .body(team + "apps", hasItem("family"))
                .body(team + "lastAccepted", notNullValue())
                .body(team + "flow.limit", greaterThanOrEqualTo(1))
                .body(team + "flow.inFlight.alerts", greaterThanOrEqualTo(0))
                .body(team + "flow.waiting.bulk", equalTo(0))
                .body(team + "flow.provider.state", equalTo("CLOSED"))
                .body(team + "flow.quota", nullValue())
                .body("credentials.find { it.provider == 'FCM' }.flow.quota.left", greaterThanOrEqualTo(1));
        given().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString(
                        "belltower_dispatch_pushes_total{outcome=\"accepted\",provider=\"apns\",reason=\"none\"}"))
                .body(containsString("belltower_dispatch_in_flight{app=\"family\",provider=\"fcm\"}"))
                .body(
                        containsString(
                                "belltower_dispatch_credential_away{credential=\"TEAM000001/production\",provider=\"apns\"} 0.0"))
                .body(
                        containsString(
                                "belltower_dispatch_credential_in_flight{credential=\"(uploaded)\",lane=\"bulk\",provider=\"fcm\"}"))
                .body(not(containsString(phone.token().value())));
    }

    @Test
    void A12_without_traffic_it_finds_out_whom_it_reaches_and_tells_it_in_status_and_heartbeat() {
        String state = "connections.find { it.to == '%s' }.state";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().auth()
                        .oauth2(token("operations.read"))
                        .get("/v1/status")
                        .then()
                        .body("connections.to", containsInAnyOrder("kafka", "postgresql", "apns", "fcm"))
                        .body(state.formatted("kafka"), equalTo("CONNECTED"))
                        .body(state.formatted("apns"), equalTo("CONNECTED"))
                        .body(state.formatted("fcm"), equalTo("CONNECTED"))
                        .body(state.formatted("postgresql"), equalTo("DISCONNECTED"))
                        .body("connections.find { it.to == 'postgresql' }.reason", equalTo("no-connection")));
        assertThat(vitals.links())
                .filteredOn(link -> link.reach() == Link.Reach.CONNECTED)
                .extracting(Link::peer)
                .containsExactlyInAnyOrder("kafka", "apns", "fcm");
    }

    @Test
    void A13_it_tells_which_of_its_hops_are_encrypted() {
        assertThat(vitals.hops())
                .contains(
                        new Hop("clients", "dispatcher", Hop.Encryption.PLAIN),
                        new Hop("dispatcher", "kafka", Hop.Encryption.PLAIN),
                        new Hop("dispatcher", "apns", Hop.Encryption.ENCRYPTED),
                        new Hop("dispatcher", "fcm", Hop.Encryption.ENCRYPTED))
                .extracting(Hop::to)
                .contains("postgresql", "issuer");
    }

    @Test
    void A12_it_tells_from_outside_of_its_work_how_long_ago_that_made_progress() {
        assertThat(vitals.topicsVerified()).isTrue();
        assertThat(vitals.stage()).isEqualTo(Heartbeat.Stage.WORKING);
        assertThat(vitals.idle()).hasValueSatisfying(idle -> assertThat(idle).isLessThan(Duration.ofSeconds(5)));
        assertThat(new LastPoll(client -> client.endsWith("-lane")).ago()).isPresent();
        assertThat(new LastPoll("nobody"::equals).ago()).isEmpty();
    }

    @Test
    void the_status_is_for_operators_and_every_refusal_is_a_problem() {
        given().get("/v1/status").then().statusCode(401).contentType("application/problem+json");
        given().auth()
                .oauth2(token("events.write"))
                .get("/v1/status")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(token("operations.read"))
                .post("/v1/status")
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
    }

    private static String phoneToken(String person) {
        return Backends.tokens()
                .mint(TokenRequest.forPerson(person, "family-app")
                        .district("north")
                        .scopes("devices"));
    }

    @Test
    void B11_a_person_sends_a_test_push_to_their_own_device_and_hears_how_it_ended() {
        Suite.Phone phone = suite.phone(Provider.FCM);
        String path = "/v1/devices/" + phone.device() + "/test-push";
        given().auth().oauth2(phoneToken("g-2")).post(path).then().statusCode(404);
        String id = await().until(
                        () -> given().auth().oauth2(phoneToken("g-1")).post(path), answer -> answer.statusCode() == 202)
                .path("push");
        Response again = given().auth().oauth2(phoneToken("g-1")).post(path);
        again.then().statusCode(429).contentType("application/problem+json");
        assertThat(Integer.parseInt(again.header("Retry-After"))).isBetween(1, 10);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().auth()
                        .oauth2(phoneToken("g-1"))
                        .get("/v1/test-pushes/" + id)
                        .path("state")
                        .equals("ACCEPTED"));
        given().auth()
                .oauth2(phoneToken("g-2"))
                .get("/v1/test-pushes/" + id)
                .then()
                .statusCode(404);
        given().auth().oauth2(token("operations.read")).post(path).then().statusCode(403);
    }

    @Test
    void A2_staff_test_credentials_by_the_right_that_their_group_has_now() {
        String path = "/v1/apps/none/credentials/test";
        GroupId office = new GroupId("office");
        String staff = Backends.tokens()
                .mint(TokenRequest.forPerson("p-1", "office")
                        .district("north")
                        .groups("office")
                        .scopes("staff", "apps.write"));
        given().auth().oauth2(staff).post(path).then().statusCode(403);
        suite.set(new RightsSettings(
                Pushes.NORTH, suite.nextVersion(), Map.of(office, ToolRights.of(StaffTool.APPS, Right.WRITE))));
        await().until(() -> given().auth().oauth2(staff).post(path).statusCode() == 404);
        suite.set(new RightsSettings(Pushes.NORTH, suite.nextVersion(), Map.of()));
        await().until(() -> given().auth().oauth2(staff).post(path).statusCode() == 403);
    }

    @Test
    void while_the_copies_are_too_old_staff_are_told_to_come_again_and_not_that_they_have_no_right() throws Exception {
        String path = "/v1/apps/none/credentials/test";
        String staff = Backends.tokens()
                .mint(TokenRequest.forPerson("p-1", "office")
                        .district("north")
                        .groups("office")
                        .scopes("staff"));
        try (Logged logged = Logged.start();
                AutoCloseable _ = suite.hangingTransaction(KafkaRecords.toProducerRecord(
                        Topics.SETTINGS, MessageType.SETTINGS.encode(Rights.district(0), Instant.now())))) {
            await().until(() -> given().auth().oauth2(staff).post(path).statusCode() == 503);
            given().auth()
                    .oauth2(staff)
                    .post(path)
                    .then()
                    .contentType("application/problem+json")
                    .body("detail", containsString("too old"));
            await().until(() -> logged.lines().stream().anyMatch(line -> line.startsWith("event=copies-behind")));
            assertThat(logged.errors()).isEmpty();
        }
        await().until(() -> given().auth().oauth2(staff).post(path).statusCode() == 403);
    }

    @Test
    void B11_uploaded_credentials_are_tested_and_stand_in_the_status_of_their_district() {
        String path = "/v1/apps/ours/credentials/test";
        given().auth().oauth2(token("operations.read")).post(path).then().statusCode(403);
        given().auth().oauth2(token("apps.write")).post(path).then().statusCode(404);

        ProviderCredential unknown = new ProviderCredential.SigningKey("TEAM000001", "KEY0000001", "none");
        suite.upload(TestKeys.sealed(TestKeys.otherSeal(), new AppId("ours"), 1, unknown));
        await().until(
                        () -> given().auth().oauth2(token("apps.write")).post(path),
                        answer -> answer.statusCode() == 200 && "UNUSABLE".equals(answer.path("items[0].verdict")));
        given().auth()
                .oauth2(token("operations.read"))
                .get("/v1/status")
                .then()
                .body("uploaded[0].app", equalTo("ours"))
                .body("uploaded[0].problem", equalTo("UNKNOWN_KEY"))
                .body("uploaded[0].detail", containsString("the key other"));
        String south = Backends.tokens()
                .mint(TokenRequest.forClient("operator").district("south").scopes("operations.read"));
        given().auth().oauth2(south).get("/v1/status").then().body("uploaded.size()", equalTo(0));
    }

    /// Write the committed copy anew with
    /// `mvn verify -pl dispatcher -am -Dit.test=DispatchServiceIT -Dbelltower.docs=write`.
    @Test
    void the_contract_answers_without_a_token_and_its_copy_is_committed() throws IOException {
        CommittedDocument.named("http/dispatcher.yaml")
                .assertIs(given().get("/q/openapi").asString());
    }
}
