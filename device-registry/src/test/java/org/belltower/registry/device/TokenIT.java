package org.belltower.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A7, I-24.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class TokenIT {
    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String token = GivenDistrict.token("token-" + north.id);

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
        north.put("/v1/guardians/g-2", "{}");
    }

    @Test
    void A7_a_token_rotation_keeps_the_session() {
        north.signIn("g-1", phone, token);
        north.awaitPublished();
        Binding before = published.binding(phone);

        north.phone("g-1")
                .body("{\"token\": \"" + token + "02\"}")
                .put("/v1/devices/" + phone + "/token")
                .then()
                .statusCode(204);
        north.awaitPublished();
        Binding after = published.binding(phone);
        assertThat(after.sessionEpoch()).isEqualTo(before.sessionEpoch());
        assertThat(after.session()).isEqualTo(SessionState.KEPT);
        assertThat(after.token()).isEqualTo(new DeviceToken(token + "02"));
        assertThat(after.tokenVersion()).isGreaterThan(before.tokenVersion());
        assertThat(after.tokenSince()).isAfter(before.tokenSince());
        assertThat(after.version()).isGreaterThan(before.version());
    }

    @Test
    void I_24_a_token_belongs_to_the_device_that_signed_in_with_it_last() {
        north.signIn("g-1", phone, token);
        north.signIn("g-2", phone + "-new", token);
        north.awaitPublished();

        assertThat(published.binding(phone).token()).isNull();
        assertThat(published.binding(phone + "-new").token()).isEqualTo(new DeviceToken(token));
        north.phone("g-1").get("/v1/devices").then().body("items.'" + phone + "'.reachable", equalTo(false));

        north.signIn("g-1", phone, token);
        north.awaitPublished();
        assertThat(published.binding(phone).token()).isEqualTo(new DeviceToken(token));
        assertThat(published.binding(phone + "-new").token()).isNull();
    }

    @Test
    void I_24_a_token_has_one_owner_across_districts() {
        GivenDistrict south = new GivenDistrict().settled();
        north.signIn("g-1", phone, token);
        south.signIn("g-9", phone, token);
        north.awaitPublished();

        assertThat(published.binding(phone).token()).isNull();
        assertThat(new Published(Backends.kafka(), south.id).binding(phone).token())
                .isEqualTo(new DeviceToken(token));
    }

    @Test
    void I_24_I_3_a_token_in_capitals_is_the_same_phone_so_the_latest_sign_in_has_it_alone() {
        String capitals = token.toUpperCase(Locale.ROOT);
        north.signIn("g-1", phone, token);
        north.signIn("g-9", phone + "-new", capitals);
        north.awaitPublished();

        assertThat(published.binding(phone).token()).isNull();
        assertThat(published.binding(phone + "-new").token()).isEqualTo(new DeviceToken(token));
        north.phone("g-1").get("/v1/devices").then().body("items.'" + phone + "'.reachable", equalTo(false));

        rotate("g-1", capitals).statusCode(204);
        north.awaitPublished();
        assertThat(published.binding(phone).token()).isEqualTo(new DeviceToken(token));
        assertThat(published.binding(phone + "-new").token()).isNull();
    }

    @Test
    void I_24_of_a_token_that_Apple_cannot_have_given_out_is_told_and_the_one_before_stays() {
        north.signIn("g-1", phone, token);
        for (String wrong : new String[] {token + "0", token + "0g", "phone " + token, token + "٠٠"}) {
            rotate("g-1", wrong).statusCode(400).body("errors[0].field", equalTo("token"));
        }
        north.awaitPublished();

        assertThat(published.binding(phone).token()).isEqualTo(new DeviceToken(token));
    }

    @Test
    void of_Firebases_tokens_capitals_count() {
        String mixed = "cA:" + north.id;
        registerAtFirebase("g-1", phone, mixed);
        registerAtFirebase("g-9", phone + "-new", mixed.toLowerCase(Locale.ROOT));
        north.awaitPublished();

        assertThat(published.binding(phone).token()).isEqualTo(new DeviceToken(mixed));
        assertThat(published.binding(phone + "-new").token())
                .isEqualTo(new DeviceToken(mixed.toLowerCase(Locale.ROOT)));
    }

    private ValidatableResponse rotate(String person, String next) {
        return north.phone(person)
                .body("{\"token\": \"" + next + "\"}")
                .put("/v1/devices/" + phone + "/token")
                .then();
    }

    private void registerAtFirebase(String person, String installation, String registered) {
        north.phone(person)
                .body(GivenDistrict.registration(registered, true).replace("APNS", "FCM"))
                .put("/v1/devices/" + installation)
                .then()
                .statusCode(200);
    }

    @Test
    void tokens_are_never_shown() {
        north.signIn("g-1", phone, token);

        north.phone("g-1")
                .get("/v1/devices")
                .then()
                .body("items", aMapWithSize(1))
                .body(not(containsString(token)));
        north.phone("g-1")
                .body(GivenDistrict.registration(token, true).replace("family", "none"))
                .put("/v1/devices/other")
                .then()
                .statusCode(400)
                .body(not(containsString(token)));
    }
}
