package org.belltower.registry.right;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may give rights, and what they may give (I-42).
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class GivingRightsIT {
    private static final String SECURITY = "{\"TOOL_RIGHTS\": [\"READ\", \"WRITE\"]}";
    private static final String READ = "{\"PUSH_NOTIFICATIONS\": [\"READ\"]}";
    private static final String READ_AND_WRITE = "{\"PUSH_NOTIFICATIONS\": [\"READ\", \"WRITE\"]}";

    private final GivenDistrict north = new GivenDistrict();

    @BeforeEach
    void given() {
        north.settled().given("security", SECURITY);
    }

    private RequestSpecification security() {
        return north.staff("p-security", "security");
    }

    private void ownGroup(Response answer) {
        answer.then()
                .statusCode(403)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", startsWith("Nobody gives themselves a right"));
    }

    @Test
    void I_42_nobody_gives_a_right_to_a_group_they_are_in() {
        ownGroup(security()
                .body("{\"TOOL_RIGHTS\": [\"READ\", \"WRITE\"], \"APPS\": [\"READ\"]}")
                .put("/v1/rights/security"));
        // By a second group of theirs, which has no right yet, and also what the first has already.
        ownGroup(north.staff("p-1", "security", "office").body(READ).put("/v1/rights/office"));
        ownGroup(north.staff("p-1", "security", "office").body(SECURITY).put("/v1/rights/office"));
        security().get("/v1/rights").then().body("items", aMapWithSize(1));

        security().body(READ).put("/v1/rights/office").then().statusCode(204);
    }

    @Test
    void I_42_taking_a_right_away_and_putting_it_back_is_giving_it() {
        north.given("office", READ_AND_WRITE);
        RequestSpecification both = north.staff("p-1", "security", "office");
        both.body(READ).put("/v1/rights/office").then().statusCode(204);
        ownGroup(both.body(READ_AND_WRITE).put("/v1/rights/office"));
        ownGroup(both.body("{\"PUSH_NOTIFICATIONS\": [\"WRITE\"]}").put("/v1/rights/office"));

        both.delete("/v1/rights/office").then().statusCode(204);
        both.delete("/v1/rights/office").then().statusCode(204);
        ownGroup(both.body(READ).put("/v1/rights/office"));
    }

    @Test
    void the_last_group_that_may_give_rights_keeps_that_until_another_has_it() {
        for (String less : List.of("{}", "{\"TOOL_RIGHTS\": []}", "{\"TOOL_RIGHTS\": [\"READ\"]}")) {
            security()
                    .body(less)
                    .put("/v1/rights/security")
                    .then()
                    .statusCode(409)
                    .contentType(Problem.MEDIA_TYPE)
                    .body("detail", startsWith("This group is the last that may give rights"));
        }
        security().delete("/v1/rights/security").then().statusCode(409);

        security().body(SECURITY).put("/v1/rights/principals").then().statusCode(204);
        security().delete("/v1/rights/security").then().statusCode(204);
        security().get("/v1/rights").then().statusCode(403);
        north.program("rights.write").delete("/v1/rights/principals").then().statusCode(204);
    }

    @Test
    void two_who_each_take_it_from_the_others_group_leave_one_that_may_give_rights() throws Exception {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 5; round++) {
                north.given("security", SECURITY).given("principals", SECURITY);
                List<Future<Integer>> answers = two.invokeAll(List.of(
                        () -> security().delete("/v1/rights/principals").statusCode(),
                        () -> north.staff("p-2", "principals")
                                .delete("/v1/rights/security")
                                .statusCode()));
                // Whoever comes second is refused: for the last group, or because their own has no right any more.
                assertThat(List.of(answers.getFirst().get(), answers.getLast().get()))
                        .containsOnlyOnce(204)
                        .containsAnyOf(403, 409);
                north.program("rights.read").get("/v1/rights").then().body("items", aMapWithSize(1));
            }
        }
    }

    @Test
    void rights_are_published_when_the_call_is_answered() {
        Published published = new Published(Backends.kafka(), north.id);
        north.given("office", READ);
        ToolRights security = ToolRights.of(StaffTool.TOOL_RIGHTS, Right.READ, Right.WRITE);
        Settings last = published.settings("rights").getLast().orElseThrow();
        assertThat(last)
                .isEqualTo(new RightsSettings(
                        north.id,
                        last.version(),
                        Map.of(
                                new GroupId("security"),
                                security,
                                new GroupId("office"),
                                ToolRights.of(StaffTool.PUSH_NOTIFICATIONS, Right.READ))));

        security().delete("/v1/rights/office").then().statusCode(204);
        assertThat(published.settings("rights").getLast())
                .get()
                .isInstanceOfSatisfying(
                        RightsSettings.class,
                        rights -> assertThat(rights.groups()).isEqualTo(Map.of(new GroupId("security"), security)));

        north.program("rights.write").delete("/v1/rights/security").then().statusCode(204);
        assertThat(published.settings("rights").getLast()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"APPS": null}                     | APPS
            {"APPS": ["OWN"]}                  | APPS[0]
            {"APPS": [null]}                   | APPS
            {"APPS": "READ"}                   | APPS
            """)
    void wrong_rights_are_refused_by_name(String body, String field) {
        north.program("rights.write")
                .body(body)
                .put("/v1/rights/office")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void a_tool_that_there_is_not_is_refused() {
        north.program("rights.write")
                .body("{\"SWIMMING\": [\"READ\"]}")
                .put("/v1/rights/office")
                .then()
                .statusCode(400);
        north.program("rights.write").body("[]").put("/v1/rights/office").then().statusCode(400);
        north.program("rights.write")
                .body(READ)
                .put("/v1/rights/" + "x".repeat(256))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("group"));
    }

    @Test
    void a_district_has_a_bounded_number_of_groups_with_rights() {
        RequestSpecification program = north.program("rights.write");
        for (int i = 1; i < 200; i++) {
            program.body(READ).put("/v1/rights/g-" + i).then().statusCode(204);
        }
        program.body(READ).put("/v1/rights/g-200").then().statusCode(400).body("errors[0].field", equalTo("group"));
        program.body(READ_AND_WRITE).put("/v1/rights/g-1").then().statusCode(204);
        program.delete("/v1/rights/g-2").then().statusCode(204);
        program.body(READ).put("/v1/rights/g-200").then().statusCode(204);
    }
}
