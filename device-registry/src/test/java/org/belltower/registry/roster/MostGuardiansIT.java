package org.belltower.registry.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.junit.jupiter.api.Test;

/// R13: what is published of a student is one record, so there is a most of guardians. Refused by field and student.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class MostGuardiansIT {
    private static final String UNBOUNDED = "{\"portal\": true, \"restricted\": false}";
    private static final String PORTAL_OFF = "{\"portal\": false, \"restricted\": false}";

    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);

    @Test
    void one_guardian_more_than_there_may_be_is_refused_alone_and_in_bulk_and_what_is_there_can_be_changed() {
        north.settled();
        bulk(Stream.concat(
                        Stream.of("""
                                {"op": "put", "kind": "student", "id": "s-1", "calendars": []}""", """
                                {"op": "put", "kind": "student", "id": "s-2", "calendars": []}"""),
                        IntStream.rangeClosed(1, Relationship.MOST + 1).mapToObj("""
                                {"op": "put", "kind": "guardian", "id": "g-%d"}"""::formatted)))
                .body("items.status", everyItem(is(201)));
        bulk(IntStream.rangeClosed(1, Relationship.MOST).mapToObj(number -> relationship("s-1", number)))
                .body("items.status", everyItem(is(201)));

        bulk(Stream.of(
                        relationship("s-1", 1),
                        relationship("s-1", Relationship.MOST + 1),
                        relationship("s-2", Relationship.MOST + 1)))
                .body("items.status", contains(204, 409, 201))
                .body("items[1].problem.errors[0].field", equalTo("items[1].student"))
                .body("items[1].problem.detail", containsString("student s-1 has 256 guardians"));
        refusedAlone();

        north.put("/v1/students/s-1/guardians/g-1", PORTAL_OFF);
        assertThat(published.revocations("s-1").getLast().orElseThrow().revoked())
                .hasSize(1);
        north.office().delete("/v1/students/s-1/guardians/g-2").then().statusCode(204);
        refusedAlone();
        north.put("/v1/students/s-1/guardians/g-2", UNBOUNDED);
    }

    private void refusedAlone() {
        north.office()
                .body(UNBOUNDED)
                .put("/v1/students/s-1/guardians/g-" + (Relationship.MOST + 1))
                .then()
                .statusCode(409)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo("student"))
                .body("detail", containsString("student s-1 has 256 guardians"));
    }

    private static String relationship(String student, int guardian) {
        return """
                {"op": "put", "kind": "relationship", "student": "%s", "guardian": "g-%d", "portal": true,
                 "restricted": false}""".formatted(student, guardian);
    }

    private ValidatableResponse bulk(Stream<String> items) {
        List<String> all = items.toList();
        return north.office()
                .body("{\"items\": [" + String.join(",", all) + "]}")
                .post("/v1/roster")
                .then()
                .statusCode(200);
    }
}
