package org.belltower.local.demo.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.belltower.model.Provider;
import org.junit.jupiter.api.Test;

class UnansweredSendsTest {
    @Test
    void what_had_no_answer_is_read_from_the_dispatchers_metrics_by_provider() {
        assertThat(UnansweredSends.read("""
                # HELP belltower_dispatch_sends_total Sends that were resolved, by provider and what came of them
                # TYPE belltower_dispatch_sends_total counter
                belltower_dispatch_sends_total{answer="accepted",provider="apns"} 310.0
                belltower_dispatch_sends_total{answer="unknown",provider="apns"} 15.0
                belltower_dispatch_sends_total{answer="unknown",application="x",provider="fcm"} 2.0
                belltower_dispatch_retries_total{code="deadline",provider="apns"} 15.0
                """)).isEqualTo(Map.of(Provider.APNS, 15L, Provider.FCM, 2L));
    }

    @Test
    void a_dispatcher_that_counts_none_names_none() {
        assertThat(UnansweredSends.read("")).isEmpty();
    }
}
