package org.belltower.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class UriLabelsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void a_path_that_no_resource_has_matched_never_becomes_a_label() {
        registry.config().meterFilter(new UriLabels.Bounded());
        for (int n = 0; n < 1_000; n++) {
            counter("401", "/secret/" + n).increment();
        }
        counter("200", "/v1/schools/{id}").increment();
        counter("401", "/v1/schools/{id}").increment();
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag("uri"))
                .containsExactlyInAnyOrder("UNMATCHED", "/v1/schools/{id}", "/v1/schools/{id}");
    }

    private Counter counter(String status, String uri) {
        return registry.counter("http.server.requests", "status", status, "uri", uri);
    }
}
