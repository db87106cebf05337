package org.belltower.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Firebase: not at :00, :15, :30 and :45, nor within two minutes of them.
class QuarterHoursTest {
    private static final QuarterHours QUARTER = new QuarterHours(0.25);

    @ParameterizedTest
    @CsvSource({
        "08:00:00, 0.25",
        "07:58:00, 0.25",
        "08:02:00, 0.25",
        "08:14:30, 0.25",
        "08:30:59, 0.25",
        "08:46:59, 0.25",
        "08:02:30, 0.625",
        "08:12:30, 0.625",
        "08:03:00, 1",
        "08:07:30, 1",
        "08:12:00, 1"
    })
    void bulk_uses_little_around_a_quarter_hour_and_all_between(String time, double share) {
        assertThat(QUARTER.at(Instant.parse("2026-11-20T" + time + "Z"))).isCloseTo(share, within(1e-9));
    }

    /// Nepal, the Chathams, India, and one by whole hours.
    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kathmandu", "Pacific/Chatham", "Asia/Kolkata", "America/Los_Angeles"})
    void eight_in_the_morning_is_one_wherever_the_school_is(String zone) {
        Instant eight =
                LocalDateTime.parse("2026-11-20T08:00").atZone(ZoneId.of(zone)).toInstant();
        assertThat(QUARTER.at(eight)).isEqualTo(0.25);
    }

    @Property
    void it_is_never_nothing_never_more_than_all_and_never_jumps(
            @ForAll @LongRange(min = -10_000_000_000_000L, max = 10_000_000_000_000L) long millis,
            @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
        QuarterHours hours = new QuarterHours(share);
        Instant now = Instant.ofEpochMilli(millis);
        assertThat(hours.at(now)).isBetween(share, 1.0);
        assertThat(hours.at(now.plusSeconds(1))).isCloseTo(hours.at(now), within((1 - share) / 60 + 1e-9));
        assertThat(hours.at(now.plus(Duration.ofMinutes(15)))).isCloseTo(hours.at(now), within(1e-9));
    }

    @Test
    void alike_is_all_at_all_times() {
        assertThat(QuarterHours.ALIKE.at(Instant.parse("2026-11-20T08:00:00Z"))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void a_share_that_would_stop_bulk_or_add_to_it_is_refused(double share) {
        assertThatIllegalArgumentException().isThrownBy(() -> new QuarterHours(share));
    }
}
