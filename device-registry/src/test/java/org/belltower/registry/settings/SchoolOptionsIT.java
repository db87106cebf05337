package org.belltower.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.postgres.DistrictTransactions;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// A3, A10, A11: who decides what a school displays and tells, the roster or staff.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class SchoolOptionsIT {
    private final GivenDistrict north = new GivenDistrict();

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    DistrictTransactions transactions;

    @Test
    void A10_A11_what_a_roster_says_nothing_of_stays_as_staff_left_it() {
        north.settled().put("/v1/schools/high/display-options", "{\"displayOptions\": [\"FOOD_SERVICE\"]}");
        north.put("/v1/schools/high/contact-preferences", "{\"contactPreferences\": [\"ATTENDANCE\"]}");
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

    @Test
    void I_18_staff_say_which_attendance_is_told_and_a_roster_leaves_it() {
        north.settled()
                .office()
                .get("/v1/schools/high/attendance-notices")
                .then()
                .body("statuses", contains("ABSENT", "TARDY", "EARLY_RELEASE"))
                .body("excuses", contains("EXCUSED", "UNEXCUSED", "UNKNOWN"));
        north.given("office", "{\"CONTACT_PREFERENCES\": [\"READ\", \"WRITE\"]}");
        tell("{\"statuses\": [\"ABSENT\"], \"excuses\": [\"UNEXCUSED\"]}")
                .then()
                .statusCode(204);
        north.put("/v1/schools/high", "{\"name\": \"High\", \"zone\": \"UTC\"}");
        north.office()
                .get("/v1/schools/high/attendance-notices")
                .then()
                .body("statuses", contains("ABSENT"))
                .body("excuses", contains("UNEXCUSED"));

        tell("{\"statuses\": [\"ASLEEP\"], \"excuses\": []}")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("statuses[0]"));
        tell("{\"statuses\": []}").then().statusCode(400).body("errors[0].field", equalTo("excuses"));
        north.office().get("/v1/schools/none/attendance-notices").then().statusCode(404);
    }

    @Test
    void A3_staff_switch_no_lunch_balance_on_where_there_is_no_food_service_and_leave_it_on_where_it_was() {
        String balance = "{\"contactPreferences\": [\"GRADES\", \"LUNCH_BALANCE\"]}";
        north.settled().given("office", "{\"CONTACT_PREFERENCES\": [\"READ\", \"WRITE\"]}");
        choose(balance)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo("contactPreferences"));
        north.office().get("/v1/schools/high").then().body("contactPreferences", contains("GRADES"));

        foodService(true);
        choose(balance).then().statusCode(204);
        foodService(false);
        choose(balance).then().statusCode(204);
        choose("{\"contactPreferences\": [\"GRADES\"]}").then().statusCode(204);
        choose(balance).then().statusCode(400);
    }

    @Test
    void A3_a_roster_may_say_lunch_balance_whatever_the_district_has() {
        north.settled().put("/v1/schools/high", """
                {"name": "High", "zone": "UTC", "displayOptions": [], "contactPreferences": ["LUNCH_BALANCE"]}""");
        north.office().body("""
                        {"items": [{"op": "put", "kind": "school", "id": "low", "name": "Low", "zone": "UTC",
                                    "displayOptions": [], "contactPreferences": ["LUNCH_BALANCE"]}]}""").post("/v1/roster").then().statusCode(200).body("items.status", contains(201));
    }

    /// The roster holds the school's row until its transaction ends, and asks for the district's where a
    /// student's birth date is told.
    @Test
    void A11_staff_save_while_a_roster_has_the_school_in_hand_and_neither_gives_way() throws Exception {
        north.settled().given("office", "{\"CONTACT_PREFERENCES\": [\"READ\", \"WRITE\"]}");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Response> saved = transactions.read(north.id, handle -> {
                handle.execute("UPDATE school SET name = name WHERE id = 'high'");
                Future<Response> save = threads.submit(() -> choose("{\"contactPreferences\": [\"ATTENDANCE\"]}"));
                await().until(() -> isAwaited(handle));
                handle.execute("SELECT FROM district FOR SHARE");
                return save;
            });
            assertThat(saved.get().statusCode()).isEqualTo(204);
        }
        north.office().get("/v1/schools/high").then().body("contactPreferences", contains("ATTENDANCE"));
    }

    /// Whether somebody waits for this transaction to end.
    private static boolean isAwaited(Handle handle) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted
                            AND transactionid = pg_current_xact_id()::xid)""").mapTo(Boolean.class).one();
    }

    private Response choose(String preferences) {
        return north.staff("p-1", "office").body(preferences).put("/v1/schools/high/contact-preferences");
    }

    private Response tell(String notices) {
        return north.staff("p-1", "office").body(notices).put("/v1/schools/high/attendance-notices");
    }

    private void foodService(boolean present) {
        north.put(
                "/v1/district", "{\"name\": \"North\", \"foodService\": %s, \"activeYear\": 2027}".formatted(present));
    }
}
