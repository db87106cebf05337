package org.belltower.registry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A17.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class PlatformIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String token = GivenDistrict.token("token-" + north.id);

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
    }

    @Test
    void A17_without_a_table_every_device_is_supported_told_or_not() {
        register("g-1", "1.0").statusCode(200).body("unsupported", nullValue());
        north.signIn("g-1", phone + "-2", token + "02");
    }

    @Test
    void A17_registering_an_unsupported_device_is_refused_and_names_the_rule() {
        minimum("ios-17", "17");

        register("g-1", "16.7.2")
                .statusCode(422)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo("handset.osVersion"))
                .body(
                        "detail",
                        equalTo("The version is below the minimum of rule ios-17: iOS 17 or later, for security."));
        north.phone("g-1").get("/v1/devices").then().body("items", aMapWithSize(0));
        register("g-1", "17.0").statusCode(200).body("unsupported", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "IOS, ANDROID, handset.platform",
        "PHONE, TABLET, handset.platform",
        "'iPhone12,1', 'iPhone8,1', handset.model",
        "828x1792, 1136x640, handset.screen"
    })
    void A17_whatever_stands_against_a_device_is_named(String right, String wrong, String field) {
        minimum("ios-17", "17");

        registerBody("g-1", GivenDistrict.registration(token, "17.2").replace(right, wrong))
                .statusCode(422)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void A17_once_a_row_is_in_force_an_app_must_tell_its_phone() {
        minimum("ios-17", "17");

        registerBody("g-1", GivenDistrict.registration(token, true))
                .statusCode(400)
                .body("errors[0].field", equalTo("handset"))
                .body("detail", containsString("is required"));
    }

    @Test
    void A17_a_bound_device_that_falls_below_a_raised_minimum_is_kept_marked_and_unmarked_once_it_is_newer() {
        register("g-1", "16.7").statusCode(200);
        north.awaitPublished();
        assertThat(published.binding(phone).supported()).isTrue();
        long epoch = published.binding(phone).sessionEpoch();

        minimum("ios-17", "17");
        await().atMost(SOON).until(() -> !published.binding(phone).supported());
        assertThat(published.binding(phone).session()).isEqualTo(SessionState.KEPT);
        assertThat(published.binding(phone).sessionEpoch()).isEqualTo(epoch);
        north.phone("g-1")
                .get("/v1/devices")
                .then()
                .body("items.'" + phone + "'.unsupported.cause", equalTo("VERSION_TOO_LOW"))
                .body("items.'" + phone + "'.unsupported.rule", equalTo("ios-17"))
                .body("items.'" + phone + "'.unsupported.reason", equalTo("iOS 17 or later, for security."));

        register("g-1", "16.7").statusCode(200).body("unsupported.rule", equalTo("ios-17"));
        register("g-1", "17.1").statusCode(200).body("unsupported", nullValue());
        north.awaitPublished();
        assertThat(published.binding(phone).supported()).isTrue();
        assertThat(published.binding(phone).sessionEpoch()).isEqualTo(epoch);
    }

    @Test
    void A17_a_device_is_unmarked_when_the_rule_is_taken_away() {
        register("g-1", "16.7").statusCode(200);
        minimum("ios-17", "17");
        await().atMost(SOON).until(() -> !published.binding(phone).supported());

        north.office().delete("/v1/platforms/ios-17").then().statusCode(204);
        north.office().delete("/v1/platforms/ios-17").then().statusCode(204);
        await().atMost(SOON).until(() -> published.binding(phone).supported());
        north.phone("g-1").get("/v1/devices").then().body("items.'" + phone + "'.unsupported", nullValue());
    }

    @Test
    void I_3_a_refused_sign_in_ends_the_session_of_whoever_had_the_phone_before() {
        register("g-1", "16.7").statusCode(200);
        minimum("ios-17", "17");

        register("g-2", "16.7").statusCode(422);
        north.awaitPublished();
        assertThat(published.binding(phone).person()).isEqualTo(new PersonId("g-1"));
        assertThat(published.binding(phone).session()).isEqualTo(SessionState.SIGNED_OUT);
        registerBody("g-1", GivenDistrict.registration(token, true)).statusCode(422);
    }

    @Test
    void A17_the_table_is_data_row_by_row() {
        minimum("ios-17", "17");
        minimum("ios-17", "17.1");
        north.office()
                .body(rule("2026-01-01", "18"))
                .put("/v1/platforms/another")
                .then()
                .statusCode(409)
                .body("errors[0].field", equalTo("since"));
        north.put("/v1/platforms/later", rule("2999-01-01", "99"));

        north.phone("g-1")
                .get("/v1/platforms")
                .then()
                .statusCode(200)
                .body("items", aMapWithSize(2))
                .body("items.ios-17.minimum", equalTo("17.1"))
                .body("items.ios-17.since", equalTo("2026-01-01"))
                .body("items.ios-17.excludedModels[0]", equalTo("iPhone8,1"))
                .body("items.ios-17.excludedScreens[0]", equalTo("640x1136"));
        new GivenDistrict().office().get("/v1/platforms").then().body("items", aMapWithSize(0));
        register("g-1", "18").statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, yesterday, since",
        "'17\"', '17.\"', minimum.osVersion",
        "iPhone, ' iPhone', excludedModels",
        "640x1136, 640, 'excludedScreens[0].screen'",
        "reason, because, reason",
        "IOS, SYMBIAN, platform"
    })
    void A17_a_wrong_row_is_refused_by_name(String right, String wrong, String field) {
        north.office()
                .body(rule("2026-01-01", "17").replace(right, wrong))
                .put("/v1/platforms/ios-17")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }

    private void minimum(String id, String version) {
        north.put("/v1/platforms/" + id, rule("2026-01-01", version));
    }

    private static String rule(String since, String minimum) {
        return """
                {"since": "%s", "deviceClass": "PHONE", "platform": "IOS", "minimum": "%s",
                 "excludedModels": ["iPhone8,1"], "excludedScreens": ["640x1136"],
                 "reason": "iOS 17 or later, for security."}""".formatted(since, minimum);
    }

    private ValidatableResponse register(String person, String osVersion) {
        return registerBody(person, GivenDistrict.registration(token, osVersion));
    }

    private ValidatableResponse registerBody(String person, String body) {
        return north.phone(person).body(body).put("/v1/devices/" + phone).then();
    }
}
