package org.belltower.registry.right;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.right.RightsChange.Verdict;
import org.belltower.registry.right.postgres.PostgresRights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A2: what one group may, as it is put and told.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class GroupRightsIT {
    private static final String SWITCH = "/v1/push-notifications";
    private static final String OPTIONS = "/v1/district/portal-options";
    private static final String OFF = "{\"enabled\": false}";
    private static final String READ = "{\"PUSH_NOTIFICATIONS\": [\"READ\"]}";

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    PostgresRights stored;

    private final GivenDistrict north = new GivenDistrict();
    private final GivenDistrict south = new GivenDistrict();

    @BeforeEach
    void given() {
        north.settled().given("security", "{\"TOOL_RIGHTS\": [\"READ\", \"WRITE\"]}");
    }

    private static void refused(Response answer) {
        answer.then().statusCode(403).contentType(Problem.MEDIA_TYPE).body("status", equalTo(403));
    }

    private RequestSpecification security() {
        return north.staff("p-security", "security");
    }

    private RequestSpecification clerk() {
        return north.staff("p-1", "office");
    }

    @Test
    void what_one_group_may_is_told_as_it_is_put() {
        north.given("office", "{\"PUSH_NOTIFICATIONS\": [\"READ\", \"WRITE\"], \"AUDIT\": [\"READ\"]}");
        security()
                .get("/v1/rights/office")
                .then()
                .statusCode(200)
                .body("$", aMapWithSize(2))
                .body("PUSH_NOTIFICATIONS", contains("READ", "WRITE"))
                .body("AUDIT", contains("READ"));
        String told = north.program("rights.read").get("/v1/rights/office").asString();
        north.given("office", told);
        assertThat(security().get("/v1/rights/office").asString()).isEqualTo(told);

        refused(north.staff("p-1", "office").get("/v1/rights/office"));
        refused(north.program("rights.write").get("/v1/rights/office"));
        for (String none : List.of("nobody", "Office")) {
            security().get("/v1/rights/" + none).then().statusCode(200).body("$", aMapWithSize(0));
        }
        south.program("rights.read")
                .get("/v1/rights/office")
                .then()
                .statusCode(200)
                .body("$", aMapWithSize(0));
        security()
                .get("/v1/rights/" + "x".repeat(256))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("group"));
    }

    @Test
    void rights_from_before_that_mean_nothing_open_nothing_and_are_not_put_back() {
        GroupId office = new GroupId("office");
        ToolRights before = ToolRights.of(StaffTool.PUSH_NOTIFICATIONS, Right.ADD, Right.DELETE)
                .and(ToolRights.of(StaffTool.AUDIT, Right.WRITE, Right.ADD));
        assertThat(stored.change(north.id, new Giver.Program(), office, before)).isEqualTo(Verdict.ALLOWED);

        refused(clerk().get(SWITCH));
        refused(clerk().body(OFF).put(SWITCH));
        refused(clerk().get(OPTIONS));
        refused(clerk().body("{\"mandatory\": [], \"detailPermitted\": true, \"defaultLanguage\": \"en\"}")
                .put(OPTIONS));
        refused(clerk().get("/v1/audit"));
        Response told = security().get("/v1/rights/office");
        told.then().statusCode(200).body("AUDIT", contains("WRITE", "ADD"));
        security()
                .body(told.asString())
                .put("/v1/rights/office")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("PUSH_NOTIFICATIONS"));
        security().body(READ).put("/v1/rights/office").then().statusCode(204);
        security().get("/v1/rights/office").then().body("$", aMapWithSize(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"AUDIT": ["READ", "WRITE"]}        | AUDIT
            {"APPS": ["ADD"], "AUDIT": ["ADD"]} | AUDIT
            {"PUSH_NOTIFICATIONS": ["ADD"]}     | PUSH_NOTIFICATIONS
            {"DISPLAY_OPTIONS": ["DELETE"]}     | DISPLAY_OPTIONS
            {"CONTACT_PREFERENCES": ["ADD"]}    | CONTACT_PREFERENCES
            {"TOOL_RIGHTS": ["WRITE", "ADD"]}   | TOOL_RIGHTS
            """)
    void A2_a_right_that_means_nothing_for_its_tool_is_refused_by_name(String body, String field) {
        for (RequestSpecification giver : List.of(north.program("rights.write"), security())) {
            giver.body(body)
                    .put("/v1/rights/office")
                    .then()
                    .statusCode(400)
                    .contentType(Problem.MEDIA_TYPE)
                    .body("errors[0].field", equalTo(field))
                    .body("detail", containsString("means nothing"));
        }
        north.program("rights.read").get("/v1/rights").then().body("items", aMapWithSize(1));
    }
}
