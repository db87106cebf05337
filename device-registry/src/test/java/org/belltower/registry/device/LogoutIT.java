package org.belltower.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A7, I-28: what a logout ended stays so, whatever the app still holds.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class LogoutIT {
    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String tablet = "tablet-" + north.id;
    private final String token = GivenDistrict.token("token-" + north.id);

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
        north.signIn("g-1", phone, token);
        north.signIn("g-1", tablet, token + "02");
    }

    @Test
    void A7_a_lost_phone_that_was_logged_out_elsewhere_does_not_come_back_when_its_app_starts_again() {
        Instant before = Instant.now().minusSeconds(5);
        start(before, phone, 200);
        north.phone("g-1").post("/v1/devices/" + phone + "/logout").then().statusCode(204);

        phone(before)
                .body(GivenDistrict.registration(token, true))
                .put("/v1/devices/" + phone)
                .then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE)
                .header("WWW-Authenticate", "Bearer")
                .body("detail", containsString("Sign in again"));
        assertThat(session(phone)).isEqualTo(SessionState.SIGNED_OUT);
        start(before, tablet, 200);

        north.signInAnew("g-1", phone, token);
        assertThat(session(phone)).isEqualTo(SessionState.KEPT);
        start(before, phone, 401);
        assertThat(session(phone)).isEqualTo(SessionState.KEPT);
    }

    @Test
    void A7_devices_that_were_logged_out_everywhere_do_not_come_back_and_the_one_that_is_kept_stays() {
        Instant before = Instant.now().minusSeconds(5);
        north.phone("g-1")
                .queryParam("except", phone)
                .post("/v1/devices/logout")
                .then()
                .statusCode(204);

        start(before, tablet, 401);
        start(before, phone, 200);
        assertThat(session(tablet)).isEqualTo(SessionState.SIGNED_OUT);
    }

    @Test
    void A7_a_device_that_was_removed_does_not_come_back_until_its_person_signs_in_again() {
        Instant before = Instant.now().minusSeconds(5);
        north.phone("g-1").delete("/v1/devices/" + phone).then().statusCode(204);

        start(before, phone, 401);
        assertThat(published.bindings(phone).getLast()).isEmpty();

        north.signInAnew("g-1", phone, token);
        assertThat(session(phone)).isEqualTo(SessionState.KEPT);
    }

    @Test
    void A7_a_logout_is_of_one_person_and_lets_another_sign_in_on_the_phone() {
        Instant before = Instant.now().minusSeconds(5);
        north.phone("g-1").post("/v1/devices/" + phone + "/logout").then().statusCode(204);

        phone("g-2", before)
                .body(GivenDistrict.registration(token, true))
                .put("/v1/devices/" + phone)
                .then()
                .statusCode(200);
        assertThat(binding(phone).person()).isEqualTo(new PersonId("g-2"));
    }

    @Test
    void I_28_a_token_from_before_a_logout_changes_and_reads_nothing_of_a_later_session_there() {
        Instant before = Instant.now().minusSeconds(5);
        String onPhone = "/v1/devices/" + phone;
        north.phone("g-1").post(onPhone + "/logout").then().statusCode(204);
        north.signInAnew("g-1", phone, token);

        phone(before).body("{\"token\": \"0a\"}").put(onPhone + "/token").then().statusCode(401);
        phone(before)
                .body("{\"permission\": \"DENIED\"}")
                .put(onPhone + "/permission")
                .then()
                .statusCode(401);
        phone(before)
                .body("{\"categories\": {}, \"officeMessages\": false}")
                .put(onPhone + "/preferences")
                .then()
                .statusCode(401);
        phone(before).get(onPhone + "/preferences").then().statusCode(401);
        phone(before).get(onPhone + "/settings").then().statusCode(401);
        assertThat(binding(phone).token()).isEqualTo(new DeviceToken(token));
        assertThat(binding(phone).permission()).isEqualTo(Permission.ALLOWED);
        assertThat(binding(phone).officeMessages()).isTrue();

        // What is on no device, or on another one, is not what they logged out of.
        phone(before).get("/v1/devices").then().statusCode(200);
        phone(before).get("/v1/preferences").then().statusCode(200);
        phone(before).get("/v1/devices/" + tablet + "/settings").then().statusCode(200);
    }

    @Test
    void I_28_a_refreshed_token_is_of_the_sign_in_that_it_came_from() {
        TokenRequest refreshed = TokenRequest.forPerson("g-1", "family-app")
                .scopes("devices")
                .district(north.id.value())
                .claim("auth_time", Instant.now().minusSeconds(5).getEpochSecond());
        start(refreshed, phone, 200);
        north.phone("g-1").post("/v1/devices/" + phone + "/logout").then().statusCode(204);
        north.signInAnew("g-1", phone, token);
        start(refreshed, phone, 401);
        start(refreshed, tablet, 200);

        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);
        north.signInAnew("g-1", phone, token);
        start(refreshed, tablet, 401);
    }

    @Test
    void a_token_whose_sign_in_is_no_time_opens_nothing_and_may_still_take_away() {
        TokenRequest malformed = TokenRequest.forPerson("g-1", "family-app")
                .scopes("devices")
                .district(north.id.value())
                .claim("auth_time", "noon");
        start(malformed, phone, 403);
        GivenDistrict.with(malformed)
                .get("/v1/devices")
                .then()
                .statusCode(403)
                .body("detail", containsString("auth_time"));
        GivenDistrict.with(malformed)
                .post("/v1/devices/" + phone + "/logout")
                .then()
                .statusCode(204);
    }

    private RequestSpecification phone(Instant issued) {
        return phone("g-1", issued);
    }

    private RequestSpecification phone(String person, Instant issued) {
        return GivenDistrict.with(TokenRequest.forPerson(person, "family-app")
                .scopes("devices")
                .district(north.id.value())
                .claim("iat", issued.getEpochSecond()));
    }

    /// The app starts, and tells what it told before.
    private void start(Instant issued, String device, int status) {
        start(phone(issued), device, status);
    }

    private void start(TokenRequest token, String device, int status) {
        start(GivenDistrict.with(token), device, status);
    }

    private void start(RequestSpecification app, String device, int status) {
        app.body(GivenDistrict.registration(device.equals(phone) ? token : token + "02", true))
                .put("/v1/devices/" + device)
                .then()
                .statusCode(status);
    }

    private SessionState session(String device) {
        return binding(device).session();
    }

    private Binding binding(String device) {
        return published.binding(device);
    }
}
