package org.belltower.dispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.belltower.dispatch.limit.QuarterHours;
import org.belltower.dispatch.limit.Rate;
import org.belltower.dispatch.limit.TokenBucket;
import org.junit.jupiter.api.Test;

/// A project of a hundred a second, of which bulk uses a quarter around eight o'clock.
class ProjectRatePropertyTest {
    private static final Instant BEFORE_EIGHT = Instant.parse("2026-11-20T07:56:00Z");
    private static final int A_SECOND = 100;
    private static final int AT_ONCE = 10;
    private static final double SHARE = 0.25;
    private static final Rate RATE = new Rate(A_SECOND, Duration.ZERO, new QuarterHours(SHARE));

    private static Moment after(long millis) {
        return new Moment(
                BEFORE_EIGHT.plusMillis(millis), Duration.ofMillis(millis).toNanos());
    }

    @Property
    void alerts_go_as_if_there_were_no_quarter_hours(
            @ForAll @Size(min = 50, max = 400) List<@IntRange(min = 0, max = 2_000) Integer> gaps) {
        ProjectRate rate = new ProjectRate(RATE, 0);
        TokenBucket twin = new TokenBucket(A_SECOND, Duration.ZERO, 0);
        long millis = 0;
        for (int gap : gaps) {
            // Three of four at once.
            millis += gap % 4 == 0 ? gap : 0;
            Moment now = after(millis);
            Lane lane = gap % 2 == 0 ? Lane.ALERTS : Lane.BULK;
            assertThat(rate.mayGo(now)).isEqualTo(twin.nextAt(now.nanos()) <= now.nanos());
            if (rate.mayGo(now) && (lane == Lane.ALERTS || rate.bulkMayGo(now))) {
                rate.take(lane, now);
                assertThat(twin.take(now.nanos())).isTrue();
            }
        }
    }

    /// When bulk went, if it always wants to and `copy` is this copy's share.
    private static List<Long> bulk(double copy, long from, long to) {
        ProjectRate rate = new ProjectRate(RATE, after(from).nanos());
        rate.share(copy, after(from));
        List<Long> gone = new ArrayList<>();
        for (long millis = from; millis < to; millis++) {
            Moment now = after(millis);
            while (rate.mayGo(now) && rate.bulkMayGo(now)) {
                rate.take(Lane.BULK, now);
                gone.add(millis);
            }
        }
        return gone;
    }

    @Property(tries = 50)
    void within_any_time_bulk_takes_no_more_than_its_share_then_and_what_goes_at_once(
            @ForAll @DoubleRange(min = 0.1, max = 1) double copy,
            @ForAll @IntRange(min = 0, max = 480) int fromSecond) {
        long from = fromSecond * 1_000L;
        List<Long> gone = bulk(copy, from, from + 20_000);
        double allowed = Math.max(1, AT_ONCE * copy);
        for (long millis = from; millis < from + 20_000; millis++) {
            allowed += A_SECOND * copy * RATE.bulk().at(after(millis).instant()) / 1_000;
        }
        assertThat(gone.size()).isBetween((int) (allowed * 0.9) - AT_ONCE, (int) Math.ceil(allowed) + 1);
    }

    @Property(tries = 50)
    void a_bulk_send_below_its_share_is_never_held_back_at_eight_or_any_time(
            @ForAll @IntRange(min = 0, max = 600) int fromSecond, @ForAll @IntRange(min = 41, max = 500) int gap) {
        ProjectRate rate = new ProjectRate(RATE, after(fromSecond * 1_000L).nanos());
        for (int number = 0; number < 200; number++) {
            Moment now = after(fromSecond * 1_000L + (long) number * gap);
            assertThat(rate.mayGo(now) && rate.bulkMayGo(now)).isTrue();
            rate.take(Lane.BULK, now);
        }
    }

    @Test
    void at_eight_bulk_goes_at_a_quarter_and_at_ten_past_at_all_of_the_rate() {
        long eight = Duration.ofMinutes(4).toMillis();
        long tenPast = Duration.ofMinutes(14).toMillis() - 1_000;
        assertThat(bulk(1, eight, eight + 10_000)).hasSizeBetween(250, 265);
        assertThat(bulk(1, tenPast - 120_000, tenPast - 110_000)).hasSizeBetween(1_000, 1_015);
        assertThat(bulk(0.5, eight, eight + 10_000)).hasSizeBetween(125, 135);
    }
}
