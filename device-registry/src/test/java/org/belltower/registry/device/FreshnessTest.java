package org.belltower.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// C8.
class FreshnessTest {
    private static final Instant SEEN = Instant.parse("2026-01-31T23:59:59Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, ACTIVE",
        "PT-5M, ACTIVE",
        "PT719H59M59.999999S, ACTIVE",
        "P30D, STALE",
        "PT6479H59M59.999999S, STALE",
        "P270D, EXPIRED",
        "P5000D, EXPIRED"
    })
    void a_device_is_stale_after_30_days_without_being_seen_and_expired_after_270(
            Duration unseen, Freshness freshness) {
        assertThat(Freshness.of(SEEN, SEEN.plus(unseen))).isEqualTo(freshness);
    }
}
