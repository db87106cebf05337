package org.belltower.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A7, A9, I-3, I-24, I-28.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class DeviceIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String token = GivenDistrict.token("token-" + north.id);

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1").family("s-2", "g-1");
        north.put("/v1/guardians/g-2", "{}");
    }

    @Test
    void A7_signing_in_binds_the_device_and_puts_it_into_the_audience_of_each_student() {
        north.signIn("g-1", phone, token);
        north.awaitPublished();

        Binding binding = published.binding(phone);
        assertThat(binding.person()).isEqualTo(new PersonId("g-1"));
        assertThat(binding.session()).isEqualTo(SessionState.KEPT);
        assertThat(binding.token()).isEqualTo(new DeviceToken(token));
        assertThat(binding.categories()).isEmpty();
        for (String student : new String[] {"s-1", "s-2"}) {
            AudienceDevice device = device(student, "g-1");
            assertThat(device.sessionEpoch()).isEqualTo(binding.sessionEpoch());
            assertThat(device.session()).isEqualTo(SessionState.KEPT);
        }
    }

    @Test
    void A7_a_sign_in_without_stay_logged_in_is_known_as_such() {
        north.phone("g-1")
                .body(GivenDistrict.registration(token, false))
                .put("/v1/devices/" + phone)
                .then()
                .statusCode(200)
                .body("stayLoggedIn", equalTo(false));
        north.awaitPublished();

        assertThat(published.binding(phone).session()).isEqualTo(SessionState.NOT_KEPT);
        assertThat(device("s-1", "g-1").session()).isEqualTo(SessionState.NOT_KEPT);
    }

    @Test
    void A7_logging_out_is_published_and_signing_in_again_is_another_session() {
        north.signIn("g-1", phone, token);
        north.awaitPublished();
        long epoch = published.binding(phone).sessionEpoch();

        north.phone("g-1").post("/v1/devices/" + phone + "/logout").then().statusCode(204);
        north.phone("g-1").post("/v1/devices/" + phone + "/logout").then().statusCode(204);
        north.awaitPublished();
        assertThat(published.binding(phone).session()).isEqualTo(SessionState.SIGNED_OUT);
        assertThat(device("s-1", "g-1").session()).isEqualTo(SessionState.SIGNED_OUT);

        north.signInAnew("g-1", phone, token);
        north.awaitPublished();
        assertThat(published.binding(phone).session()).isEqualTo(SessionState.KEPT);
        assertThat(published.binding(phone).sessionEpoch()).isGreaterThan(epoch);
    }

    @Test
    void telling_the_same_again_changes_neither_session_nor_token() {
        north.signIn("g-1", phone, token);
        north.awaitPublished();
        Binding before = published.binding(phone);

        north.signIn("g-1", phone, token);
        north.awaitPublished();
        Binding after = published.binding(phone);
        assertThat(after.sessionEpoch()).isEqualTo(before.sessionEpoch());
        assertThat(after.tokenVersion()).isEqualTo(before.tokenVersion());
        assertThat(after.tokenSince()).isEqualTo(before.tokenSince());
    }

    @Test
    void telling_the_same_again_publishes_nothing() {
        north.signIn("g-1", phone, token);
        north.awaitPublished();
        north.signIn("g-1", phone, token);
        north.awaitPublished();

        assertThat(published.bindings(phone)).hasSize(1);
    }

    @Test
    void I_3_another_users_sign_in_takes_the_device_over() {
        north.signIn("g-1", phone, token);
        north.choose("g-1", phone, "{\"GRADES\": {\"on\": true}}");
        north.awaitPublished();
        long epoch = published.binding(phone).sessionEpoch();

        north.signIn("g-2", phone, token);
        north.awaitPublished();
        Binding binding = published.binding(phone);
        assertThat(binding.person()).isEqualTo(new PersonId("g-2"));
        assertThat(binding.sessionEpoch()).isGreaterThan(epoch);
        assertThat(binding.categories()).isEmpty();
        assertThat(devices("s-1", "g-1")).isEmpty();
        north.phone("g-1").get("/v1/devices").then().body("items", aMapWithSize(0));
        north.phone("g-2").get("/v1/devices").then().body("items", aMapWithSize(1));
        refused(north.phone("g-1").post("/v1/devices/" + phone + "/logout").then());
    }

    @Test
    void a_student_is_a_recipient_about_themself() {
        north.signIn("s-1", phone, token);
        north.awaitPublished();

        assertThat(devices("s-1", "s-1")).isPresent();
        assertThat(published.audience("s-2").members())
                .noneMatch(member -> member.person().value().equals("s-1"));
    }

    @Test
    void A9_a_guardian_who_comes_later_brings_their_devices() {
        north.signIn("g-2", phone, token);
        north.put("/v1/students/s-1/guardians/g-2", "{\"portal\": false, \"restricted\": false}");
        north.awaitPublished();
        assertThat(devices("s-1", "g-2")).isPresent();

        north.office().delete("/v1/students/s-1/guardians/g-2").then().statusCode(204);
        north.awaitPublished();
        assertThat(published.audience("s-1").members())
                .noneMatch(member -> member.person().value().equals("g-2"));
    }

    @Test
    void a_forgotten_device_is_a_tombstone_and_comes_back_with_higher_numbers() {
        north.signIn("g-1", phone, token);
        north.awaitPublished();
        Binding before = published.binding(phone);

        north.phone("g-1").delete("/v1/devices/" + phone).then().statusCode(204);
        north.awaitPublished();
        assertThat(published.bindings(phone).getLast()).isEmpty();
        assertThat(devices("s-1", "g-1")).isEmpty();
        refused(north.phone("g-1").delete("/v1/devices/" + phone).then());

        north.signInAnew("g-1", phone, token);
        north.awaitPublished();
        Binding after = published.binding(phone);
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.sessionEpoch()).isGreaterThan(before.sessionEpoch());
        assertThat(after.tokenVersion()).isGreaterThan(before.tokenVersion());
    }

    @Test
    void of_a_persons_devices_beyond_32_those_signed_out_and_then_the_oldest_are_forgotten() {
        for (int number = 1; number <= 32; number++) {
            north.signIn("g-1", phone + "-" + number, token + "%02d".formatted(number));
        }
        north.phone("g-1").post("/v1/devices/" + phone + "-9/logout").then().statusCode(204);
        north.signIn("g-1", phone + "-33", token + "33");
        north.signIn("g-1", phone + "-34", token + "34");
        north.awaitPublished();

        assertThat(published.bindings(phone + "-9").getLast()).isEmpty();
        assertThat(published.bindings(phone + "-1").getLast()).isEmpty();
        assertThat(published.audience("s-1").members())
                .filteredOn(member -> member.person().value().equals("g-1"))
                .flatExtracting(Member::devices)
                .hasSize(32)
                .noneMatch(device -> device.device().value().equals(phone + "-1"))
                .anyMatch(device -> device.device().value().equals(phone + "-34"));
    }

    @Test
    void nobody_learns_of_or_changes_a_device_they_are_not_signed_in_on() {
        north.signIn("g-1", phone, token);

        refused(north.phone("g-2").post("/v1/devices/" + phone + "/logout").then());
        refused(north.phone("g-2").delete("/v1/devices/" + phone).then());
        refused(north.phone("g-2")
                .body("{\"token\": \"0a\"}")
                .put("/v1/devices/" + phone + "/token")
                .then());
        refused(north.phone("g-2").get("/v1/devices/" + phone + "/preferences").then());
        refused(north.phone("g-2")
                .body("{\"categories\": {}, \"officeMessages\": true}")
                .put("/v1/devices/" + phone + "/preferences")
                .then());
        refused(north.phone("g-2").get("/v1/devices/" + phone + "/settings").then());
        north.phone("g-1").post("/v1/devices/" + phone + "/logout").then().statusCode(204);
        // In the second of the logout it is 401: the token may be from before it.
        await().atMost(SOON)
                .untilAsserted(() -> refused(north.phone("g-1")
                        .body("{\"token\": \"0a\"}")
                        .put("/v1/devices/" + phone + "/token")
                        .then()));
        north.phone("g-1").get("/v1/devices").then().body("items", aMapWithSize(0));
    }

    @Test
    void an_installation_does_not_change_its_app() {
        north.put("/v1/apps/branded", "{\"name\": \"Branded\"}");
        north.signIn("g-1", phone, token);

        north.phone("g-1")
                .body(GivenDistrict.registration(token, true).replace("family", "branded"))
                .put("/v1/devices/" + phone)
                .then()
                .statusCode(409)
                .body("errors[0].field", equalTo("app"));
    }

    @ParameterizedTest
    @CsvSource({
        "family, unknown, app",
        "APNS, PIGEON, provider",
        "ALLOWED, PERHAPS, permission",
        "true, 7x, stayLoggedIn",
        "00aa, ' ', token",
        "00aa, 00a, token",
        "00aa, 00ag, token",
        "stayLoggedIn, stay, stayLoggedIn",
        "17.2, 17.x, handset.osVersion",
        "'iPhone12,1', ' ', handset.model",
        "828x1792, wide, handset.screen",
        "IOS, SYMBIAN, handset.platform",
        "deviceClass, device, handset.deviceClass",
        "vendor-1, ' ', reportedId"
    })
    void a_wrong_registration_is_refused_by_name(String right, String wrong, String field) {
        String body = GivenDistrict.registration("00aa", "17.2").replace(right, wrong);

        north.phone("g-1")
                .body(body)
                .put("/v1/devices/" + phone)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo(field));
        north.phone("g-1").get("/v1/devices").then().body("items", aMapWithSize(0));
    }

    private static void refused(ValidatableResponse response) {
        response.statusCode(404).contentType(Problem.MEDIA_TYPE);
    }

    private AudienceDevice device(String student, String person) {
        return devices(student, person).orElseThrow();
    }

    private Optional<AudienceDevice> devices(String student, String person) {
        return published.audience(student).members().stream()
                .filter(member -> member.person().value().equals(person))
                .map(Member::devices)
                .flatMap(List::stream)
                .findFirst();
    }
}
