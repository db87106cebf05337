package org.belltower.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.embedded.quarkus.BackendsResource;
import org.junit.jupiter.api.Test;

/// The committed copy of the contract. To write it anew: `mvn verify -Dit.test=OpenApiIT -Dbelltower.contract.write`.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class OpenApiIT {
    private static final Path COPY = Path.of("../docs/http/device-registry.yaml");

    @Test
    void the_contract_is_the_one_that_was_agreed_on() throws Exception {
        String contract = given().accept("application/yaml").get("/q/openapi").asString();
        if (System.getProperty("belltower.contract.write") != null) {
            Files.createDirectories(COPY.getParent());
            Files.writeString(COPY, contract);
        }

        assertThat(contract).isEqualTo(Files.readString(COPY));
    }
}
