package org.belltower.dispatch.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.belltower.service.failure.RetryPolicy;
import org.junit.jupiter.api.Test;

/// C9, R7: a burst of bad tokens is a wrong environment, not a thousand dead phones.
class EnvironmentGuardTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private EnvironmentGuard guard = guard();

    private static EnvironmentGuard guard() {
        return new EnvironmentGuard(new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(5), new Random(7)));
    }

    /// Lets go as many as may.
    private int begin(Instant now, int most) {
        int gone = 0;
        while (gone < most && guard.mayGo(now)) {
            guard.begins();
            gone++;
        }
        return gone;
    }

    @Test
    void R7_who_begins_with_wrong_tokens_loses_a_hundred_pushes_however_many_wait() {
        int rejected = 0;
        for (int round = 0; round < 10; round++) {
            int out = begin(NOON, 1_000);
            for (int i = 0; i < out; i++) {
                guard.rejected(NOON);
                rejected++;
            }
        }
        assertThat(rejected).isEqualTo(100);
        assertThat(guard.tripped()).isPresent();
    }

    @Test
    void one_that_is_taken_sets_it_free() {
        assertThat(begin(NOON, 1_000)).isEqualTo(100);
        guard.accepted(NOON);
        assertThat(begin(NOON, 1_000)).isEqualTo(1_000);
    }

    @Test
    void dead_tokens_among_many_good_ones_never_trip_it() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(guard.mayGo(NOON)).isTrue();
            guard.begins();
            if (i % 3 == 0) {
                guard.accepted(NOON);
            } else {
                guard.rejected(NOON);
            }
        }
        assertThat(guard.tripped()).isEmpty();
    }

    @Test
    void when_it_has_tripped_one_probe_goes_at_a_time_and_one_that_is_taken_ends_it() {
        int out = begin(NOON, 1_000);
        for (int i = 0; i < out; i++) {
            guard.rejected(NOON);
        }
        assertThat(guard.mayGo(NOON)).isFalse();
        Instant probe = guard.tripped().orElseThrow().probe();
        assertThat(begin(probe, 10)).isEqualTo(1);
        guard.rejected(probe);
        Instant next = guard.tripped().orElseThrow().probe();
        assertThat(next).isAfter(probe.plusSeconds(5));
        assertThat(begin(next, 10)).isEqualTo(1);
        guard.accepted(next);
        assertThat(begin(next, 1_000)).isEqualTo(1_000);
    }

    @Test
    void who_was_not_told_for_an_hour_is_believed_no_more_than_who_is_new() {
        guard.begins();
        guard.accepted(NOON);
        assertThat(begin(NOON.plus(Duration.ofMinutes(61)), 1_000)).isEqualTo(100);
    }

    @Test
    void another_credential_begins_anew() {
        int out = begin(NOON, 1_000);
        for (int i = 0; i < out; i++) {
            guard.rejected(NOON);
        }
        guard.reset();
        assertThat(begin(NOON, 1_000)).isEqualTo(100);
    }

    @Property(tries = 10_000)
    void R14_as_long_as_none_was_taken_rejected_and_in_flight_are_never_more_than_a_hundred(
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 29) Integer> choices) {
        guard = guard();
        int inFlight = 0;
        int rejected = 0;
        for (int choice : choices) {
            if (choice < 15) {
                int gone = begin(NOON, choice);
                inFlight += gone;
            } else if (inFlight > 0) {
                guard.rejected(NOON);
                inFlight--;
                rejected++;
            }
            assertThat(rejected + inFlight).isLessThanOrEqualTo(100);
            assertThat(guard.tripped().isPresent()).isEqualTo(rejected == 100);
        }
    }
}
