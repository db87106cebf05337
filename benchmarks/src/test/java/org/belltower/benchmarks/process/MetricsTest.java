package org.belltower.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String TEXT = """
            # HELP belltower_dispatch_in_flight Sends on their way, by provider and app
            # TYPE belltower_dispatch_in_flight gauge
            belltower_dispatch_in_flight{app="family",provider="apns"} 498.0
            belltower_dispatch_in_flight{app="family",provider="fcm"} 2.0
            belltower_dispatch_in_flight_most{app="family"} 700.0
            belltower_dispatch_bindings 50000.0
            """;

    @Test
    void what_is_told_for_each_tag_is_added_up() {
        assertThat(Metrics.sum(TEXT, "belltower_dispatch_in_flight")).isEqualTo(500);
    }

    @Test
    void what_has_no_tags_is_told_and_what_is_not_there_is_none() {
        assertThat(Metrics.sum(TEXT, "belltower_dispatch_bindings")).isEqualTo(50_000);
        assertThat(Metrics.sum(TEXT, "belltower_dispatch_in")).isZero();
    }
}
