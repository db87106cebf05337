package org.belltower.rules.app;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.service.docs.CommittedDocument;
import org.junit.jupiter.api.Test;

/// Write the committed copy anew with
/// `mvn verify -pl rules-evaluator -am -Dit.test=OpenApiIT -Dbelltower.docs=write`.
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
class OpenApiIT {
    @Test
    void the_contract_is_the_one_that_was_agreed_on() throws Exception {
        CommittedDocument.named("http/rules-evaluator.yaml")
                .assertIs(given().get("/q/openapi").asString());
    }
}
