package org.belltower.registry;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.junit.jupiter.api.Test;

/// A10, A11: who decides what a school displays and tells, the roster or staff.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class SchoolOptionsIT {
    private final GivenDistrict north = new GivenDistrict();

    @Test
    void A10_A11_what_a_roster_says_nothing_of_stays_as_staff_left_it() {
        north.settled().put("/v1/schools/high/display-options", "{\"displayOptions\": [\"FOOD_SERVICE\"]}");
        north.put("/v1/schools/high/contact-preferences", "{\"contactPreferences\": [\"LUNCH_BALANCE\"]}");
        north.put("/v1/schools/high", """
                {"name": "High School", "zone": "America/Denver", "contactPreferences": ["GRADES"]}""");
        north.office()
                .get("/v1/schools/high")
                .then()
                .body("name", equalTo("High School"))
                .body("displayOptions", contains("FOOD_SERVICE"))
                .body("contactPreferences", contains("GRADES"));
        north.office().body("""
                        {"items": [{"op": "put", "kind": "school", "id": "high", "name": "High", "zone": "UTC"}]}""").post("/v1/roster").then().statusCode(200).body("items.status", contains(200));
        north.office()
                .get("/v1/schools/high")
                .then()
                .body("displayOptions", contains("FOOD_SERVICE"))
                .body("contactPreferences", contains("GRADES"));
        north.put("/v1/schools/new", "{\"name\": \"New\", \"zone\": \"UTC\"}");
        north.office()
                .get("/v1/schools/new")
                .then()
                .body("displayOptions", empty())
                .body("contactPreferences", empty());
    }
}
