package org.belltower.local.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void it_advances_with_the_counter_wherever_the_counter_began() {
        AtomicLong counter = new AtomicLong(Long.MAX_VALUE - 5);
        MonotonicClock clock = new MonotonicClock(InstantSource.fixed(NOON), counter::get);
        assertThat(clock.instant()).isEqualTo(NOON);
        counter.addAndGet(2_000_000_000L);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
    }
}
