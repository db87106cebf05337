package org.belltower.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.registry.GivenDistrict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// I-54 behind a proxy that the operator trusts: from where something was changed is what the proxy says, if
/// that is an address.
@QuarkusTest
@TestProfile(ProxiedOriginIT.BehindAProxy.class)
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class ProxiedOriginIT {
    private final GivenDistrict north = new GivenDistrict();

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "2001:db8::7, 2001:db8::7",
        "somewhere,",
    })
    void I_54_behind_a_trusted_proxy_a_change_comes_from_the_address_that_the_proxy_tells(
            String told, @Nullable String address) {
        north.office()
                .header("X-Forwarded-For", told)
                .body("{\"name\": \"North\", \"foodService\": false, \"activeYear\": 2027}")
                .put("/v1/district")
                .then()
                .statusCode(204);
        AuditEntry entry = new Audited(north).next("district", 0);
        assertThat(entry.origin()).isEqualTo(new AuditEntry.Origin("roster", address));
    }

    public static final class BehindAProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        }
    }
}
