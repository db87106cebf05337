package org.belltower.registry.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.registry.GivenDistrict;
import org.junit.jupiter.api.Test;

/// C7: no token or name in an error, and so in no log.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class SecretsInFailuresIT {
    private static final String SECRET = "a-secret-token";

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    DistrictTransactions transactions;

    @Test
    void a_row_that_the_database_refuses_is_not_in_the_failure() {
        Throwable failure = catchThrowable(() -> transactions.change(
                new GivenDistrict().id,
                handle -> handle.createUpdate("""
                        INSERT INTO device (id, app, provider, person, session_epoch, session, permission, token,
                            token_version, token_since)
                        VALUES ('phone', 'family', 'PIGEON', 'ana', 1, 'KEPT', 'ALLOWED', :token, 1, now())
                        """).bind("token", SECRET).execute()));

        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .contains("INSERT INTO device", "device_provider_check")
                .doesNotContain(SECRET);
    }
}
