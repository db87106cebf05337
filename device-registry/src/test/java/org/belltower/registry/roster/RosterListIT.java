package org.belltower.registry.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of the roster: filtered, sorted, by pages.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class RosterListIT {
    /// Called as others are, but for capitals, and one without a name.
    private static final String NAMESAKES = """
            {"items": [
              {"op": "put", "kind": "guardian", "id": "g-2", "name": "eva"},
              {"op": "put", "kind": "guardian", "id": "g-3"},
              {"op": "put", "kind": "guardian", "id": "g-0", "name": "EVA"},
              {"op": "put", "kind": "student", "id": "s-4", "name": "zoe", "calendars": []},
              {"op": "put", "kind": "family", "id": "f-0", "name": "Novak", "members": []},
              {"op": "put", "kind": "family", "id": "f-2", "name": "novak", "members": []},
              {"op": "put", "kind": "class", "id": "dive", "name": "Swimming", "school": "high"},
              {"op": "put", "kind": "session", "id": "autumn", "name": "fall", "type": "TERM", "school": "high",
               "year": 2027, "starts": "2026-08-17", "ends": "2026-12-18"},
              {"op": "put", "kind": "school", "id": "a-high", "name": "high", "zone": "UTC", "displayOptions": [],
               "contactPreferences": []}
            ]}""";

    private final GivenDistrict north = new GivenDistrict();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            students?school=high       | s-1,s-3
            students?school=none       | ``
            students?calendar=high-2027 | s-1,s-3
            students?guardian=g-1      | s-1,s-2
            students?class=swim        | s-1
            students?camp=summer       | s-2
            students?guardian=g-1&class=swim | s-1
            students?sort=name         | s-2,s-3,s-1
            guardians?student=s-1      | g-1
            guardians?student=s-3      | ``
            families?member=s-1        | f-1
            families?member=s-3        | ``
            classes?session=fall       | swim
            classes?school=high        | swim
            classes?calendar=high-2027 | ``
            camps?calendar=high-2027   | summer
            sessions?type=TERM         | fall
            sessions?type=SEMESTER     | ``
            sessions?school=high       | fall
            calendars?school=high      | high-2027
            enrollments?type=WAIT      | e-2
            enrollments?student=s-1    | e-1
            enrollments?class=swim     | e-1
            enrollments?camp=summer    | e-2
            """)
    void lists_are_filtered_and_sorted(String query, String ids) {
        north.settled();
        post(SampleRoster.ROSTER);

        List<String> found = north.office().get("/v1/" + query).path("items.id");

        assertThat(String.join(",", found)).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource({
        "students?sort=id",
        "students?sort=name",
        "relationships?sort=id",
        "enrollments?sort=id",
        "guardians?sort=name",
        "families?sort=name",
        "classes?sort=name",
        "schools?sort=name",
        "sessions?sort=name"
    })
    void the_pages_of_a_list_are_the_list(String query) {
        north.settled();
        post(SampleRoster.ROSTER);
        post(NAMESAKES).body("items.status", everyItem(is(201)));
        List<Map<String, Object>> whole = north.office().get("/v1/" + query).path("items");

        List<Map<String, Object>> read = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 10 && after != null; page++) {
            Response answer = (after.isEmpty() ? north.office() : north.office().queryParam("after", after))
                    .get("/v1/" + query + "&limit=1");
            read.addAll(answer.path("items"));
            after = answer.path("next");
        }

        assertThat(whole).hasSizeGreaterThan(1);
        assertThat(read).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "students?sort=age, sort",
        "calendars?sort=name, sort",
        "relationships?sort=name, sort",
        "relationships?after=x, after",
        "students?sort=name&after=gone, after",
        "students?limit=501, limit"
    })
    void a_question_that_makes_no_sense_is_refused_by_its_parameter(String query, String field) {
        north.settled();

        north.office()
                .get("/v1/" + query)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo(field));
    }

    private ValidatableResponse post(String body) {
        return north.office().body(body).post("/v1/roster").then().statusCode(200);
    }
}
