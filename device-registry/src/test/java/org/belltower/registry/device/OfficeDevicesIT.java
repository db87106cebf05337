package org.belltower.registry.device;

import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.registry.GivenDistrict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// C8: what an office sees of a person's devices.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class OfficeDevicesIT {
    private final GivenDistrict north = new GivenDistrict();
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
    void C8_an_office_sees_why_somebody_receives_nothing() {
        north.phone("g-1").post("/v1/devices/" + tablet + "/logout").then().statusCode(204);

        north.office()
                .get("/v1/people/g-1/devices")
                .then()
                .statusCode(200)
                .body("items", aMapWithSize(2))
                .body("items.'" + phone + "'.session", equalTo("KEPT"))
                .body("items.'" + tablet + "'.session", equalTo("SIGNED_OUT"))
                .body(not(containsString(token)));
        north.office().get("/v1/people/nobody/devices").then().statusCode(200).body("items", aMapWithSize(0));
        new GivenDistrict().office().get("/v1/people/g-1/devices").then().body("items", aMapWithSize(0));
    }

    @Test
    void C8_an_office_sees_who_opted_out_of_its_messages_and_the_phone_finds_that_in_its_preferences() {
        office("items.'" + phone + "'.officeMessages", true);
        north.phone("g-1")
                .body("{\"categories\": {}, \"officeMessages\": false}")
                .put("/v1/devices/" + phone + "/preferences")
                .then()
                .statusCode(200);
        office("items.'" + phone + "'.officeMessages", false);
        office("items.'" + tablet + "'.officeMessages", true);
        north.phone("g-1").get("/v1/devices").then().body("items.'" + phone + "'.officeMessages", nullValue());

        north.signIn("g-2", phone, token);
        north.office().get("/v1/people/g-2/devices").then().body("items.'" + phone + "'.officeMessages", equalTo(true));
    }

    private void office(String path, boolean expected) {
        north.office().get("/v1/people/g-1/devices").then().statusCode(200).body(path, equalTo(expected));
    }
}
