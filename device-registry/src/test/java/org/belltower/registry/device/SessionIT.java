package org.belltower.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.Category;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A7, C8, I-28.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class SessionIT {
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
        north.signIn("g-2", "other-" + north.id, token + "03");
    }

    @Test
    void A7_a_lost_phone_is_signed_out_from_another() {
        north.phone("g-1").post("/v1/devices/" + phone + "/logout").then().statusCode(204);

        assertThat(session(phone)).isEqualTo(SessionState.SIGNED_OUT);
        assertThat(session(tablet)).isEqualTo(SessionState.KEPT);
    }

    @Test
    void A7_signing_out_everywhere_leaves_the_device_that_is_kept_and_everybody_elses() {
        north.phone("g-1")
                .queryParam("except", phone)
                .post("/v1/devices/logout")
                .then()
                .statusCode(204);
        assertThat(session(phone)).isEqualTo(SessionState.KEPT);
        assertThat(session(tablet)).isEqualTo(SessionState.SIGNED_OUT);

        north.phone("g-1").post("/v1/devices/logout").then().statusCode(204);
        assertThat(session(phone)).isEqualTo(SessionState.SIGNED_OUT);
        assertThat(session("other-" + north.id)).isEqualTo(SessionState.KEPT);
        north.phone("g-1").get("/v1/devices").then().body("items", aMapWithSize(0));
        north.phone("nobody").post("/v1/devices/logout").then().statusCode(204);
    }

    @Test
    void A7_signing_out_everywhere_names_a_wrong_exception() {
        north.phone("g-1")
                .queryParam("except", " ")
                .post("/v1/devices/logout")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("except"));
        assertThat(session(phone)).isEqualTo(SessionState.KEPT);
    }

    @Test
    void I_28_a_password_reset_ends_all_sessions_of_the_person_and_nobody_elses() {
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);

        assertThat(session(phone)).isEqualTo(SessionState.SIGNED_OUT);
        assertThat(session(tablet)).isEqualTo(SessionState.SIGNED_OUT);
        assertThat(session("other-" + north.id)).isEqualTo(SessionState.KEPT);
    }

    @Test
    void I_28_a_password_reset_may_be_repeated_and_an_unknown_person_is_no_failure() {
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);
        north.identityProvider().post("/v1/people/nobody/sign-out").then().statusCode(204);
    }

    @Test
    void I_28_a_token_from_before_a_password_reset_opens_no_session_and_a_new_one_does() {
        Instant before = Instant.now().minusSeconds(5);
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);

        phone(before)
                .body(GivenDistrict.registration(token, true))
                .put("/v1/devices/" + phone)
                .then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE)
                .header("WWW-Authenticate", "Bearer")
                .body("detail", containsString("Sign in again"));
        assertThat(session(phone)).isEqualTo(SessionState.SIGNED_OUT);

        north.signInAnew("g-1", phone, token);
        assertThat(session(phone)).isEqualTo(SessionState.KEPT);
    }

    @Test
    void I_28_a_token_from_before_takes_no_session_of_somebody_else_away() {
        Instant before = Instant.now().minusSeconds(5);
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);

        phone(before)
                .body(GivenDistrict.registration(token + "03", true))
                .put("/v1/devices/other-" + north.id)
                .then()
                .statusCode(401);
        assertThat(session("other-" + north.id)).isEqualTo(SessionState.KEPT);
    }

    @Test
    void I_28_a_token_from_before_sends_no_later_sessions_pushes_elsewhere() {
        Instant before = Instant.now().minusSeconds(5);
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);
        north.signInAnew("g-1", phone, token);

        phone(before)
                .body("{\"token\": \"0a\"}")
                .put("/v1/devices/" + phone + "/token")
                .then()
                .statusCode(401);
        assertThat(binding(phone).token()).isEqualTo(new DeviceToken(token));
    }

    @Test
    void I_28_a_token_from_before_chooses_nothing_for_later_sessions() {
        Instant before = Instant.now().minusSeconds(5);
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);
        String mine = "/v1/preferences";
        String onPhone = "/v1/devices/" + phone + mine.substring(3);
        String own = """
                {"categories": {"GRADES": {"on": false}}, "officeMessages": false}""";
        phone(before).body(own).put(onPhone).then().statusCode(401);
        north.signInAnew("g-1", phone, token);
        north.phone("g-1").body("""
                {"categories": {"GRADES": {"on": true}}, "detail": false}""").put(mine).then().statusCode(200);

        phone(before).body("""
                {"categories": {}, "detail": true}""").put(mine).then().statusCode(401).body("detail", containsString("Sign in again"));
        phone(before)
                .body(own)
                .put(onPhone)
                .then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE)
                .header("WWW-Authenticate", "Bearer");
        north.phone("g-1")
                .get(mine)
                .then()
                .body("categories.GRADES.on", equalTo(true))
                .body("detail", equalTo(false));
        assertThat(binding(phone).categories()).containsExactly(Category.GRADES);
        assertThat(binding(phone).officeMessages()).isTrue();
    }

    @Test
    void I_28_a_token_from_before_reads_nothing_of_later_sessions() {
        Instant before = Instant.now().minusSeconds(5);
        String onPhone = "/v1/devices/" + phone;
        List<String> reads = List.of("/v1/devices", "/v1/preferences", onPhone + "/preferences", onPhone + "/settings");
        reads.forEach(read -> phone(before).get(read).then().statusCode(200));
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);
        north.signInAnew("g-1", phone, token);

        for (String read : reads) {
            phone(before)
                    .get(read)
                    .then()
                    .statusCode(401)
                    .contentType(Problem.MEDIA_TYPE)
                    .header("WWW-Authenticate", "Bearer")
                    .body("detail", containsString("Sign in again"));
            north.phone("g-1").get(read).then().statusCode(200);
        }
    }

    @Test
    void I_28_a_token_from_before_may_still_take_away() {
        Instant before = Instant.now().minusSeconds(5);
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);
        north.signInAnew("g-1", phone, token);

        north.signIn("g-1", tablet, GivenDistrict.token(tablet));

        phone(before).delete("/v1/devices/" + tablet).then().statusCode(204);
        phone(before).post("/v1/devices/" + phone + "/logout").then().statusCode(204);
        assertThat(session(phone)).isEqualTo(SessionState.SIGNED_OUT);
        phone(before).post("/v1/devices/logout").then().statusCode(204);
    }

    @Test
    void I_28_what_a_token_from_before_takes_away_the_owner_who_signed_in_anew_has_back_with_the_next_start() {
        Instant before = Instant.now().minusSeconds(5);
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);
        north.signInAnew("g-1", phone, token);
        Instant anew = Instant.now();

        for (Runnable taking : List.<Runnable>of(
                () -> phone(before).post("/v1/devices/logout").then().statusCode(204),
                () -> phone(before)
                        .post("/v1/devices/" + phone + "/logout")
                        .then()
                        .statusCode(204),
                () -> phone(before).delete("/v1/devices/" + phone).then().statusCode(204))) {
            taking.run();
            phone(anew)
                    .body(GivenDistrict.registration(token, true))
                    .put("/v1/devices/" + phone)
                    .then()
                    .statusCode(200);
            assertThat(session(phone)).isEqualTo(SessionState.KEPT);
        }
    }

    @Test
    void I_28_a_password_reset_in_another_district_is_of_another_person() {
        new GivenDistrict()
                .identityProvider()
                .post("/v1/people/g-1/sign-out")
                .then()
                .statusCode(204);

        north.signIn("g-1", phone + "-new", token + "04");
        assertThat(session(phone)).isEqualTo(SessionState.KEPT);
    }

    @Test
    void a_change_of_the_permission_is_told_without_a_registration() {
        long epoch = binding(phone).sessionEpoch();
        permit("g-1", "DENIED", 204);
        assertThat(binding(phone).permission()).isEqualTo(Permission.DENIED);
        assertThat(binding(phone).sessionEpoch()).isEqualTo(epoch);
        permit("g-1", "ALLOWED", 204);
        assertThat(binding(phone).permission()).isEqualTo(Permission.ALLOWED);

        permit("g-2", "DENIED", 404);
        permit("g-1", "PERHAPS", 400);
        assertThat(binding(phone).permission()).isEqualTo(Permission.ALLOWED);
    }

    @Test
    void C8_a_person_sees_what_is_known_of_their_phones() {
        north.phone("g-1")
                .body(GivenDistrict.registration(token, "17.2"))
                .put("/v1/devices/" + phone)
                .then()
                .statusCode(200);

        String mine = "items.'" + phone + "'.";
        north.phone("g-1")
                .get("/v1/devices")
                .then()
                .body(mine + "reportedId", equalTo("vendor-1"))
                .body(mine + "handset.model", equalTo("iPhone12,1"))
                .body(mine + "handset.osVersion", equalTo("17.2"))
                .body(mine + "session", equalTo("KEPT"))
                .body(mine + "freshness", equalTo("ACTIVE"))
                .body(mine + "lastSeen", notNullValue())
                .body(not(containsString(token)));
        assertThat(published.texts(phone)).noneMatch(text -> text.contains("vendor-1") || text.contains("iPhone"));
    }

    private void permit(String person, String permission, int status) {
        north.phone(person)
                .body("{\"permission\": \"" + permission + "\"}")
                .put("/v1/devices/" + phone + "/permission")
                .then()
                .statusCode(status);
    }

    private RequestSpecification phone(Instant issued) {
        return GivenDistrict.with(TokenRequest.forPerson("g-1", "family-app")
                .scopes("devices")
                .district(north.id.value())
                .claim("iat", issued.getEpochSecond()));
    }

    private SessionState session(String device) {
        return binding(device).session();
    }

    private Binding binding(String device) {
        return published.binding(device);
    }
}
