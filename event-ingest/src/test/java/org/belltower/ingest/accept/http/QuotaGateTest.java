package org.belltower.ingest.accept.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.belltower.ingest.accept.Producer;
import org.belltower.ingest.accept.quota.Quota;
import org.belltower.ingest.accept.quota.QuotaPlan;
import org.belltower.ingest.accept.quota.Quotas;
import org.belltower.ingest.micrometer.MeteredIntake;
import org.belltower.model.DistrictId;
import org.belltower.service.http.ProblemException;
import org.belltower.service.http.ProblemMapper;
import org.junit.jupiter.api.Test;

class QuotaGateTest {
    private static final Producer NORTH = new Producer(new DistrictId("north"), "sis", List.of("/sis"));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private long nanos;
    private final QuotaGate gate = new QuotaGate(
            new Quotas(new QuotaPlan(new Quota(1_000, 3_000), Map.of()), () -> nanos),
            new MeteredIntake(registry),
            () -> nanos);

    private String retryAfter(int events) {
        var refused = catchThrowableOfType(ProblemException.class, () -> gate.pass(NORTH, events));
        try (var answer = new ProblemMapper().problem(refused)) {
            assertThat(answer.getStatus()).isEqualTo(429);
            return answer.getHeaderString("Retry-After");
        }
    }

    @Test
    void who_has_used_up_the_quota_is_told_the_whole_seconds_after_which_as_many_events_fit() {
        gate.pass(NORTH, 3_000);
        assertThat(retryAfter(1)).isEqualTo("1");
        assertThat(retryAfter(1_000)).isEqualTo("1");
        assertThat(retryAfter(1_001)).isEqualTo("2");
        nanos += 1;
        assertThat(retryAfter(2_000)).isEqualTo("2");
        nanos += 1_999_999_999;
        gate.pass(NORTH, 2_000);
    }

    @Test
    void refused_events_are_counted_and_others_are_not() {
        gate.pass(NORTH, 3_000);
        retryAfter(100);
        retryAfter(1);
        assertThat(registry.counter("belltower.ingest.events.over.quota").count())
                .isEqualTo(101);
    }
}
