package org.belltower.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.FrontDoor.NORTH;
import static org.belltower.ingest.FrontDoor.PATH;
import static org.belltower.ingest.FrontDoor.grade;
import static org.belltower.ingest.FrontDoor.newId;
import static org.belltower.ingest.FrontDoor.post;
import static org.belltower.ingest.FrontDoor.with;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.ingest.accept.kafka.ChangesTopic;
import org.belltower.ingest.cloudevents.ContentMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// R12, I-9: the one operation of this service that takes anything of a district (none tells anything), in each way in
/// which it can be called; what is only checked is judged the same ([org.belltower.ingest.accept.IntakeTest]).
/// [OpenApiDocumentIT] pins that there is no other.
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
class DistrictMatrixIT {
    /// Calls itself as the producer of the north does, and says the same sources are its own.
    private static final TokenRequest SOUTH = NORTH.claim("district", "south");

    @ParameterizedTest
    @EnumSource(ContentMode.class)
    void R12_I_9_what_a_district_sends_is_its_own_though_another_sends_the_same(ContentMode mode) {
        String id = newId();
        assertThat(send(NORTH, mode, grade(id)).statusCode()).isEqualTo(202);
        assertThat(send(SOUTH, mode, grade(id)).statusCode()).isEqualTo(202);
        assertThat(districts(id)).containsExactlyInAnyOrder("north", "south");
    }

    @ParameterizedTest
    @EnumSource(ContentMode.class)
    void R12_I_9_nobody_sends_for_another_district(ContentMode mode) {
        String id = newId();
        String told = grade(id).replace("\"time\"", "\"district\":\"north\",\"time\"");
        assertForbidden(mode, send(SOUTH, mode, told));
        String hidden = grade(id).replace("\"student\"", "\"district\":\"north\",\"student\"");
        assertForbidden(mode, send(SOUTH, mode, hidden));
        assertThat(districts(id)).isEmpty();
    }

    private static void assertForbidden(ContentMode mode, Response answer) {
        switch (mode) {
            case STRUCTURED, BINARY -> assertThat(answer.statusCode()).isEqualTo(403);
            case BATCH -> assertThat(answer.jsonPath().getList("status")).containsExactly(403);
        }
    }

    private static List<String> districts(String id) {
        return ChangesTopic.read(Backends.kafka(), event -> event.id().id().equals(id)).stream()
                .map(event -> event.district().value())
                .toList();
    }

    /// @param event in structured mode
    private static Response send(TokenRequest token, ContentMode mode, String event) {
        return switch (mode) {
            case STRUCTURED -> post(token, mode, event);
            case BATCH -> post(token, mode, "[" + event + "]");
            case BINARY -> binary(token, event);
        };
    }

    private static Response binary(TokenRequest token, String event) {
        int data = event.indexOf("\"data\":");
        Map<String, String> attributes =
                JsonPath.from(event.substring(0, data - 1) + "}").getMap("$");
        RequestSpecification request = with(token).contentType("application/json");
        attributes.forEach((name, value) -> request.header("ce-" + name, value));
        return request.body(event.substring(data + 7, event.length() - 1)).post(PATH);
    }
}
