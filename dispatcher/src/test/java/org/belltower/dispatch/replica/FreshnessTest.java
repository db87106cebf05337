package org.belltower.dispatch.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - LIMIT.toNanos());
    private final AtomicInteger renewals = new AtomicInteger();
    private final Freshness freshness = new Freshness(LIMIT, nanos::get, renewals::incrementAndGet);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_copy_that_was_never_complete_is_not_fresh() {
        assertThat(freshness.isFresh()).isFalse();
        assertThat(freshness.lag()).isEmpty();
    }

    @Test
    void it_is_fresh_up_to_the_limit_and_not_beyond() {
        freshness.caughtUp(nanos.get());
        pass(LIMIT);
        assertThat(freshness.isFresh()).isTrue();
        assertThat(freshness.lag()).contains(LIMIT);
        pass(Duration.ofNanos(1));
        assertThat(freshness.isFresh()).isFalse();
    }

    @Test
    void an_earlier_moment_takes_nothing_back() {
        long before = nanos.get();
        pass(Duration.ofSeconds(1));
        freshness.caughtUp(nanos.get());
        freshness.caughtUp(before);
        assertThat(freshness.lag()).contains(Duration.ZERO);
    }

    @Test
    void whoever_waits_is_told_when_it_is_fresh_again_and_only_then() {
        freshness.caughtUp(nanos.get());
        assertThat(renewals).hasValue(1);
        pass(Duration.ofSeconds(1));
        freshness.caughtUp(nanos.get());
        assertThat(renewals).hasValue(1);
        long old = nanos.get() + 1;
        pass(Duration.ofSeconds(10));
        freshness.caughtUp(old);
        assertThat(renewals).as("caught up with what is too old").hasValue(1);
        freshness.caughtUp(nanos.get());
        assertThat(renewals).hasValue(2);
    }

    @Test
    void a_limit_of_nothing_is_refused() {
        assertThatThrownBy(() -> new Freshness(Duration.ZERO, nanos::get, () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
