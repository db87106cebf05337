package org.belltower.registry.http;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.service.docs.CommittedDocument;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class OpenApiIT {
    @Test
    void the_contract_is_the_one_that_was_agreed_on() throws Exception {
        String contract = given().accept("application/yaml")
                .get("/q/openapi")
                .then()
                .extract()
                .asString();

        CommittedDocument.named("http/device-registry.yaml").assertIs(contract);
    }
}
