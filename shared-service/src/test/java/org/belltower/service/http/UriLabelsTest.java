package org.belltower.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UriLabelsTest {
    private static final String TEMPLATE = "/v1/schools/{id}";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    UriLabelsTest() {
        registry.config()
                .meterFilter(new UriLabels.Bounded(UriLabels.paths(List.of(Schools.class, UriLabelsTest.class))));
    }

    @Test
    void a_path_that_no_resource_has_never_becomes_a_label() {
        for (int n = 0; n < 1_000; n++) {
            count("401", "/secret/" + n);
            count("400", "/secret/{" + n + "}");
        }
        assertThat(labels()).containsExactly("UNMATCHED");
    }

    @Test
    void a_path_of_a_resource_stands_as_it_is_declared_whatever_was_answered() {
        for (String status : List.of("200", "400", "401", "408", "415")) {
            count(status, "/v1/schools");
            count(status, TEMPLATE);
        }
        assertThat(labels()).containsExactlyInAnyOrder("/v1/schools", TEMPLATE);
    }

    @Test
    void words_that_are_no_paths_stay() {
        count("404", "NOT_FOUND");
        assertThat(labels()).containsExactly("NOT_FOUND");
    }

    private void count(String status, String uri) {
        registry.counter("http.server.requests", "status", status, "uri", uri).increment();
    }

    private Set<String> labels() {
        return registry.getMeters().stream()
                .map(meter -> String.valueOf(meter.getId().getTag("uri")))
                .collect(Collectors.toSet());
    }

    @Path("/v1/schools")
    public interface Schools {
        @GET
        List<String> list();

        @GET
        @Path("/{id}")
        String get();
    }
}
