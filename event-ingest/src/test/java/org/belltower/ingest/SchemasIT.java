package org.belltower.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.ingest.schema.EventSchemas;
import org.belltower.model.change.ChangeType;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.Problem;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
class SchemasIT {
    @Test
    void whoever_asks_is_told_the_schema_of_every_type_without_a_token() throws Exception {
        Response list = FrontDoor.anonymous().get("/v1/schemas");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.contentType()).startsWith("application/json");
        List<String> types = new ArrayList<>();
        for (JsonNode entry : JsonCodec.mapper().readTree(list.asByteArray())) {
            String type = entry.required("type").asText();
            Response schema = FrontDoor.anonymous().get(entry.required("href").asText());
            assertThat(schema.statusCode()).isEqualTo(200);
            assertThat(schema.contentType()).startsWith("application/schema+json");
            assertThat(JsonCodec.mapper().readTree(schema.asByteArray()))
                    .isEqualTo(JsonCodec.mapper()
                            .readTree(EventSchemas.load()
                                    .of(ChangeType.named(type).orElseThrow())
                                    .toString()));
            types.add(type);
        }
        assertThat(types)
                .containsExactly(Arrays.stream(ChangeType.values())
                        .map(ChangeType::typeName)
                        .toArray(String[]::new));
    }

    @Test
    void a_type_that_there_is_not_is_told_by_a_problem_that_does_not_repeat_it() {
        Response answer = FrontDoor.anonymous().get("/v1/schemas/org.Zaphod.v1");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.contentType()).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(answer.asString()).doesNotContain("Zaphod");
    }
}
