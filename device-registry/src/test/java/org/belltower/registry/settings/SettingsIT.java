package org.belltower.registry.settings;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.registry.GivenDistrict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A16, C7, C8: what a phone app is told holds for its user, and what is inactive and why.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class SettingsIT {
    private final GivenDistrict north = new GivenDistrict();
    private final String phone = "phone-" + north.id;

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
    }

    @Test
    void A5_each_category_says_whether_it_is_on_and_who_said_so() {
        options("[\"RESPONSIVE_SCHEDULE\"]", false, "en");
        north.phone("g-1").body("""
                        {"categories": {"GRADES": {"on": true, "below": 70}, "ATTENDANCE": {"on": true}},
                         "detail": false}""").put("/v1/preferences").then().statusCode(200);
        north.choose("g-1", phone, "{\"ATTENDANCE\": {\"on\": false}}");

        settings()
                .body("categories.GRADES.on", equalTo(true))
                .body("categories.GRADES.source", equalTo("USER"))
                .body("categories.GRADES.label", equalTo("Grades"))
                .body("categories.GRADES.since", notNullValue())
                .body("categories.GRADES.below", equalTo(70))
                .body("categories.GRADES.belowSince", notNullValue())
                .body("categories.GRADES.unit", equalTo("PERCENT"))
                .body("categories.GRADES.most", equalTo(1000))
                .body("categories.ATTENDANCE.on", equalTo(false))
                .body("categories.ATTENDANCE.source", equalTo("DEVICE"))
                .body("categories.ATTENDANCE.unit", nullValue())
                .body("categories.ASSIGNMENTS.on", equalTo(false))
                .body("categories.ASSIGNMENTS.source", equalTo("OFF"))
                .body("categories.RESPONSIVE_SCHEDULE.on", equalTo(true))
                .body("categories.RESPONSIVE_SCHEDULE.source", equalTo("MANDATORY"))
                .body("categories.LUNCH_BALANCE.least", equalTo(-10000));
    }

    @Test
    void A16_each_category_and_area_says_whether_it_is_active_and_why_not() {
        // The school displays grades and attendance, and lets grades be told.
        settings()
                .body("device.active", equalTo(true))
                .body("categories.GRADES.activity.active", equalTo(true))
                .body("categories.GRADES.activity.reason", nullValue())
                .body("categories.ATTENDANCE.activity.reason", equalTo("CONTACT_PREFERENCE_OFF"))
                .body("categories.ASSIGNMENTS.activity.reason", equalTo("TOOL_NOT_DISPLAYED"))
                .body("categories.LUNCH_BALANCE.activity.reason", equalTo("NO_FOOD_SERVICE"))
                .body("areas.GRADES.active", equalTo(true))
                .body("areas.ATTENDANCE.active", equalTo(true))
                .body("areas.PLANNER.active", equalTo(true))
                .body("areas.SETTINGS.active", equalTo(true))
                .body("areas.SCHEDULE.reason", equalTo("TOOL_NOT_DISPLAYED"))
                .body("areas.SCHEDULE.description", notNullValue())
                .body("areas.FOOD_SERVICE.reason", equalTo("NO_FOOD_SERVICE"));

        north.put("/v1/apps/family", """
                {"name": "Family", "areas": ["GRADES", "SETTINGS"]}""");
        north.office().get("/v1/apps/family").then().body("areas", contains("GRADES", "SETTINGS"));
        north.notifications(false);
        settings()
                .body("categories.GRADES.activity.reason", equalTo("DISTRICT_OFF"))
                .body("areas.GRADES.active", equalTo(true))
                .body("areas.ATTENDANCE.reason", equalTo("NOT_IN_APP"));
    }

    @Test
    void A16_a_parent_of_children_in_two_schools_is_told_of_each() {
        north.put("/v1/schools/middle", """
                {"name": "Middle", "zone": "America/Chicago",
                 "displayOptions": ["ASSIGNMENTS"], "contactPreferences": ["ASSIGNMENTS"]}""");
        north.put("/v1/calendars/middle-2027", """
                {"school": "middle", "year": 2027, "starts": "2026-08-17", "ends": "2027-06-04", "excluded": false}""");
        north.put("/v1/students/s-2", "{\"calendars\": [\"middle-2027\"]}");
        north.put("/v1/students/s-2/guardians/g-1", "{\"portal\": true, \"restricted\": false}");

        settings()
                .body("students.student", contains("s-1", "s-2"))
                .body("students[0].areas.GRADES.active", equalTo(true))
                .body("students[0].areas.ASSIGNMENTS.reason", equalTo("TOOL_NOT_DISPLAYED"))
                .body("students[0].categories.GRADES.active", equalTo(true))
                .body("students[1].areas.GRADES.reason", equalTo("TOOL_NOT_DISPLAYED"))
                .body("students[1].areas.ASSIGNMENTS.active", equalTo(true))
                .body("areas.GRADES.active", equalTo(true))
                .body("areas.ASSIGNMENTS.active", equalTo(true))
                .body("categories.ASSIGNMENTS.activity.active", equalTo(true));
    }

    @Test
    void A9_a_student_is_told_of_themself_and_a_guardian_without_portal_of_nothing() {
        north.put("/v1/students/s-1/guardians/g-1", "{\"portal\": false, \"restricted\": false}");
        settings()
                .body("categories.GRADES.activity.reason", equalTo("NO_PORTAL"))
                .body("areas.GRADES.reason", equalTo("NO_PORTAL"))
                .body("areas.SETTINGS.active", equalTo(true));

        north.signIn("s-1", "own-" + phone, GivenDistrict.token("token-2-" + north.id));
        north.phone("s-1")
                .get("/v1/devices/own-" + phone + "/settings")
                .then()
                .statusCode(200)
                .body("students.student", contains("s-1"))
                .body("categories.GRADES.activity.active", equalTo(true));

        north.signIn("g-9", "stranger-" + phone, GivenDistrict.token("token-3-" + north.id));
        north.phone("g-9")
                .get("/v1/devices/stranger-" + phone + "/settings")
                .then()
                .body("students", hasSize(0))
                .body("categories.GRADES.activity.reason", equalTo("NO_STUDENTS"));
    }

    @Test
    void C7_detail_needs_the_consent_of_both_and_the_language_is_the_districts_until_one_is_chosen() {
        settings()
                .body("detail.on", equalTo(false))
                .body("language", equalTo("en"))
                .body("officeMessages", equalTo(true));
        north.phone("g-1")
                .body("{\"categories\": {}, \"detail\": true}")
                .put("/v1/preferences")
                .then()
                .statusCode(200);
        settings().body("detail.on", equalTo(false)).body("detail.consented", equalTo(true));

        options("[]", true, "es");
        settings().body("detail.on", equalTo(true)).body("language", equalTo("es"));
        north.phone("g-1")
                .body("{\"categories\": {}, \"detail\": false, \"language\": \"en\"}")
                .put("/v1/preferences")
                .then()
                .statusCode(200);
        settings()
                .body("detail.on", equalTo(false))
                .body("detail.permitted", equalTo(true))
                .body("language", equalTo("en"));
    }

    @Test
    void A7_a_device_that_can_be_told_nothing_says_why() {
        north.phone("g-1")
                .body(GivenDistrict.registration(GivenDistrict.token("token-" + north.id), false))
                .put("/v1/devices/" + phone)
                .then()
                .statusCode(200);
        settings().body("device.active", equalTo(false)).body("device.reason", equalTo("NOT_STAY_LOGGED_IN"));
    }

    private ValidatableResponse settings() {
        return north.phone("g-1")
                .get("/v1/devices/" + phone + "/settings")
                .then()
                .statusCode(200);
    }

    private void options(String mandatory, boolean detailPermitted, String defaultLanguage) {
        north.put("/v1/district/portal-options", """
                {"mandatory": %s, "detailPermitted": %s, "defaultLanguage": "%s", "guardiansOfAdults": "KEEP"}""".formatted(mandatory, detailPermitted, defaultLanguage));
    }
}
