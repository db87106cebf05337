package org.belltower.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.FrontDoor.post;
import static org.belltower.ingest.cloudevents.ContentMode.STRUCTURED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.change.ChangeType;
import org.belltower.model.wire.JsonCodec;
import org.belltower.service.docs.CommittedDocument;
import org.junit.jupiter.api.Test;

/// The API's document says what the service does. Write the committed copy anew with
/// `mvn verify -pl event-ingest -am -Dit.test=OpenApiDocumentIT -Dbelltower.docs=write`.
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
class OpenApiDocumentIT {
    private static JsonNode document() throws Exception {
        return JsonCodec.mapper()
                .readTree(FrontDoor.anonymous()
                        .queryParam("format", "json")
                        .get("/q/openapi")
                        .asByteArray());
    }

    private static List<ObjectNode> examples() throws Exception {
        return document().at("/components/examples").properties().stream()
                .map(example -> (ObjectNode) example.getValue().get("value"))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    @Test
    void it_answers_without_a_token_and_its_copy_is_committed() throws Exception {
        CommittedDocument.named("http/event-ingest.yaml")
                .assertIs(FrontDoor.anonymous().get("/q/openapi").asString());
    }

    @Test
    void its_types_are_the_types_that_there_are() throws Exception {
        List<String> types =
                Arrays.stream(ChangeType.values()).map(ChangeType::typeName).toList();
        assertThat(texts(document().at("/components/schemas/Event/properties/type/enum")))
                .isEqualTo(types);
        assertThat(examples().stream()
                        .map(event -> event.get("type").textValue())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void its_examples_are_accepted() throws Exception {
        for (ObjectNode example : examples()) {
            assertThat(post(STRUCTURED, example.toString()).statusCode())
                    .as(example.get("id").textValue())
                    .isEqualTo(202);
        }
    }

    @Test
    void what_it_says_is_required_is_required() throws Exception {
        JsonNode document = document();
        for (ObjectNode example : examples()) {
            String schema = ChangeType.named(example.get("type").textValue())
                    .orElseThrow()
                    .dataClass()
                    .getSimpleName();
            for (String field : texts(document.at("/components/schemas/Event/required"))) {
                ObjectNode event = example.deepCopy();
                event.remove(field);
                assertTold(event, field);
            }
            for (String field : texts(document.at("/components/schemas/" + schema + "/required"))) {
                ObjectNode event = example.deepCopy();
                ((ObjectNode) event.get("data")).remove(field);
                assertTold(event, "data." + field);
            }
        }
    }

    private static void assertTold(ObjectNode event, String field) {
        var response = post(STRUCTURED, event.toString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().<Map<String, String>>getList("errors"))
                .containsExactly(Map.of("field", field, "detail", field + " is required"));
    }
}
