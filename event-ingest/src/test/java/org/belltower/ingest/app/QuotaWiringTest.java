package org.belltower.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.belltower.ingest.accept.ProducerId;
import org.belltower.ingest.accept.quota.Quota;
import org.junit.jupiter.api.Test;

class QuotaWiringTest {
    private static QuotaWiring of(Map<String, String> settings) {
        return new QuotaWiring(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(IngestConfig.class)
                .withSources(new PropertiesConfigSource(settings, "settings", 100))
                .build()
                .getConfigMapping(IngestConfig.class));
    }

    @Test
    void a_producer_is_named_by_its_district_and_client_and_has_what_is_usual_where_nothing_else_is_said() {
        var plan = of(Map.of(
                        "belltower.ingest.quota.events-per-second", "500",
                        "belltower.ingest.quota.producers.\"north/sis.v2\".events-per-second", "9000",
                        "belltower.ingest.quota.producers.\"south/food\".burst", "1000"))
                .plan();
        assertThat(plan.usual()).isEqualTo(new Quota(500, 20_000));
        assertThat(plan.own())
                .isEqualTo(Map.of(
                        ProducerId.parse("north/sis.v2"), new Quota(9_000, 20_000),
                        ProducerId.parse("south/food"), new Quota(500, 1_000)));
    }

    @Test
    void quotas_that_cannot_be_meant_say_which_setting_is_wrong() {
        assertThatThrownBy(
                        () -> of(Map.of("belltower.ingest.quota.burst", "999")).plan())
                .hasMessage("belltower.ingest.quota.burst must be at least the largest batch"
                        + " (belltower.ingest.max-batch-events): 1000");
        assertThatThrownBy(() ->
                        of(Map.of("belltower.ingest.max-batch-events", "30000")).plan())
                .hasMessageStartingWith("belltower.ingest.quota.burst must be at least");
        assertThatThrownBy(() -> of(Map.of("belltower.ingest.quota.producers.\"north/sis\".events-per-second", "0"))
                        .plan())
                .hasMessageStartingWith("belltower.ingest.quota.producers.\"north/sis\".events-per-second must be");
        assertThatThrownBy(() -> of(Map.of("belltower.ingest.quota.producers.sis.burst", "5000"))
                        .plan())
                .hasMessage("belltower.ingest.quota.producers.\"sis\" must name a \"district/client\":"
                        + " producer must be district/client");
    }
}
