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
import org.belltower.dispatch.breaker.Breaker.State;
import org.belltower.service.failure.RetryPolicy;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Breaker breaker = breaker();

    private static Breaker breaker() {
        return new Breaker(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(7)));
    }

    private void fail(int times, Instant now) {
        for (int i = 0; i < times; i++) {
            breaker.failed("ServiceUnavailable", Duration.ZERO, false, now);
        }
    }

    private Instant probe() {
        return breaker.closedUntil().orElseThrow();
    }

    @Test
    void R5_an_outage_is_noticed_after_32_failures() {
        fail(31, NOON);
        assertThat(breaker.mayGo(NOON)).isTrue();
        fail(1, NOON);
        assertThat(breaker.mayGo(NOON)).isFalse();
        assertThat(breaker.state()).isEqualTo(new State.Open("ServiceUnavailable", NOON, probe(), 0, false));
        assertThat(probe()).isBetween(NOON.plusMillis(500), NOON.plusSeconds(1));
    }

    @Test
    void a_few_failures_among_many_change_nothing() {
        for (int i = 0; i < 1_000; i++) {
            breaker.failed("deadline", Duration.ZERO, false, NOON);
            boolean _ = breaker.succeeded(false);
            boolean _ = breaker.succeeded(false);
        }
        assertThat(breaker.state()).isEqualTo(new State.Closed());
    }

    @Test
    void R5_one_probe_goes_at_its_time_and_each_that_fails_doubles_the_pause() {
        fail(32, NOON);
        Instant at = NOON;
        Duration longest = Duration.ofSeconds(1);
        for (int failed = 1; failed <= 8; failed++) {
            at = probe();
            assertThat(breaker.mayGo(at.minusMillis(1))).isFalse();
            assertThat(breaker.mayGo(at)).isTrue();
            assertThat(breaker.begins()).isTrue();
            assertThat(breaker.mayGo(at.plusSeconds(60))).as("one at a time").isFalse();
            breaker.failed("ServiceUnavailable", Duration.ZERO, true, at);
            longest = longest.multipliedBy(2).compareTo(Duration.ofSeconds(30)) < 0
                    ? longest.multipliedBy(2)
                    : Duration.ofSeconds(30);
            assertThat(Duration.between(at, probe())).isBetween(longest.dividedBy(2), longest);
        }
        assertThat(breaker.begins()).isTrue();
        assertThat(breaker.succeeded(true)).isTrue();
        assertThat(breaker.state()).isEqualTo(new State.Closed());
    }

    @Test
    void R4_no_probe_goes_before_the_time_that_the_provider_asked_for() {
        for (int i = 0; i < 32; i++) {
            breaker.failed("QUOTA_EXCEEDED", Duration.ofMinutes(2), false, NOON);
        }
        assertThat(probe()).isAfterOrEqualTo(NOON.plus(Duration.ofMinutes(2)));
    }

    @Test
    void an_answer_to_what_left_before_it_opened_neither_closes_it_nor_hurries_a_probe() {
        fail(32, NOON);
        Instant before = probe();
        assertThat(breaker.succeeded(false)).isFalse();
        fail(5, NOON.plusMillis(100));
        assertThat(breaker.mayGo(NOON.plusMillis(100))).isFalse();
        assertThat(probe()).isEqualTo(before);
    }

    @Test
    void a_probe_that_did_not_leave_lets_another_go_at_once() {
        fail(32, NOON);
        Instant at = probe();
        assertThat(breaker.begins()).isTrue();
        breaker.saidNothing(true);
        assertThat(breaker.mayGo(at)).isTrue();
    }

    @Test
    void a_refusal_of_who_we_are_opens_it_at_once() {
        breaker.refused("InvalidProviderToken", false, NOON);
        assertThat(breaker.mayGo(NOON)).isFalse();
        breaker.close();
        assertThat(breaker.mayGo(NOON)).isTrue();
    }

    @Property(tries = 10_000)
    void R14_while_it_is_open_no_more_than_one_goes_at_a_time_and_none_before_its_time(
            @ForAll @Size(max = 100) List<@IntRange(min = 0, max = 999) Integer> choices) {
        breaker = breaker();
        Instant now = NOON;
        boolean out = false;
        fail(32, now);
        for (int choice : choices) {
            now = now.plusMillis(choice * 5L);
            boolean open = breaker.state() instanceof State.Open;
            if (open && out) {
                assertThat(breaker.mayGo(now)).isFalse();
                switch (choice % 3) {
                    case 0 -> breaker.failed("deadline", Duration.ZERO, true, now);
                    case 1 -> breaker.saidNothing(true);
                    default -> assertThat(breaker.succeeded(true)).isTrue();
                }
                out = false;
            } else if (open) {
                assertThat(breaker.mayGo(now)).isEqualTo(!now.isBefore(probe()));
                if (breaker.mayGo(now)) {
                    out = breaker.begins();
                    assertThat(out).isTrue();
                }
            } else {
                assertThat(breaker.begins()).isFalse();
                fail(choice % 40, now);
            }
        }
    }
}
