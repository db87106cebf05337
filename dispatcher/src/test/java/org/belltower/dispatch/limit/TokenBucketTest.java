package org.belltower.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Firebase: 600,000 messages a minute for a project, reached over a minute.
class TokenBucketTest {
    private static final long MILLI = 1_000_000;

    /// As many as are to be had, asked for each millisecond.
    private static int taken(TokenBucket bucket, long from, Duration length) {
        int taken = 0;
        for (long now = from; now < from + length.toNanos(); now += MILLI) {
            while (bucket.take(now)) {
                taken++;
            }
        }
        return taken;
    }

    @Test
    void without_a_ramp_it_gives_its_rate_from_the_first_second_on() {
        TokenBucket bucket = new TokenBucket(10_000, Duration.ZERO, 0);
        assertThat(taken(bucket, 0, Duration.ofSeconds(10))).isBetween(100_000, 101_000);
    }

    @Test
    void with_a_ramp_it_rises_from_a_quarter_to_the_full_rate_over_a_minute() {
        TokenBucket bucket = new TokenBucket(10_000, Duration.ofMinutes(1), 0);
        assertThat(taken(bucket, 0, Duration.ofSeconds(1))).isBetween(2_500, 2_900);
        int _ = taken(bucket, Duration.ofSeconds(1).toNanos(), Duration.ofSeconds(29));
        assertThat(taken(bucket, Duration.ofSeconds(30).toNanos(), Duration.ofSeconds(1)))
                .isBetween(6_200, 6_400);
        int _ = taken(bucket, Duration.ofSeconds(31).toNanos(), Duration.ofSeconds(29));
        assertThat(taken(bucket, Duration.ofSeconds(60).toNanos(), Duration.ofSeconds(1)))
                .isBetween(9_990, 10_010);
    }

    @Test
    void a_pause_of_a_minute_begins_the_ramp_anew() {
        TokenBucket bucket = new TokenBucket(10_000, Duration.ofMinutes(1), 0);
        int _ = taken(bucket, 0, Duration.ofSeconds(90));
        long later = Duration.ofSeconds(151).toNanos();
        assertThat(taken(bucket, later, Duration.ofSeconds(1))).isBetween(2_500, 2_900);
    }

    @Test
    void R4_nothing_is_given_before_the_time_that_the_provider_asked_for() {
        TokenBucket bucket = new TokenBucket(10_000, Duration.ZERO, 0);
        bucket.pauseUntil(Duration.ofSeconds(5).toNanos());
        bucket.pauseUntil(Duration.ofSeconds(2).toNanos());
        assertThat(taken(bucket, 0, Duration.ofSeconds(5))).isZero();
        assertThat(bucket.nextAt(0)).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(bucket.take(Duration.ofSeconds(5).toNanos())).isTrue();
    }

    @Test
    void the_quota_tells_what_may_leave_at_once_and_how_fast_it_comes_again() {
        TokenBucket bucket = new TokenBucket(10_000, Duration.ZERO, 0);
        assertThat(bucket.quota(0)).isEqualTo(new Quota(10_000, 1_000, Duration.ZERO));
        for (int i = 0; i < 900; i++) {
            bucket.take(0);
        }
        assertThat(bucket.quota(0).left()).isEqualTo(100);
        assertThat(bucket.quota(10 * MILLI).left()).isEqualTo(200);
        bucket.pauseUntil(Duration.ofSeconds(5).toNanos());
        assertThat(bucket.quota(Duration.ofSeconds(2).toNanos()))
                .isEqualTo(new Quota(10_000, 0, Duration.ofSeconds(3)));
    }

    @Test
    void who_looks_at_the_quota_does_not_begin_the_ramp_anew() {
        TokenBucket bucket = new TokenBucket(10_000, Duration.ofMinutes(1), 0);
        assertThat(bucket.take(0)).isTrue();
        for (int second = 1; second <= 90; second++) {
            Quota _ = bucket.quota(Duration.ofSeconds(second).toNanos());
        }
        long later = Duration.ofSeconds(90).toNanos();
        assertThat(bucket.quota(later).perSecond()).isEqualTo(2_500);
        assertThat(taken(bucket, later, Duration.ofSeconds(1))).isBetween(2_500, 2_900);
    }

    @Test
    void of_a_share_it_gives_that_part_from_then_on() {
        TokenBucket bucket = new TokenBucket(10_000, Duration.ZERO, 0);
        int _ = taken(bucket, 0, Duration.ofSeconds(1));
        bucket.share(0.25, Duration.ofSeconds(1).toNanos());
        assertThat(taken(bucket, Duration.ofSeconds(1).toNanos(), Duration.ofSeconds(4)))
                .isBetween(9_990, 10_260);
        bucket.share(1, Duration.ofSeconds(5).toNanos());
        assertThat(taken(bucket, Duration.ofSeconds(5).toNanos(), Duration.ofSeconds(1)))
                .isBetween(9_990, 10_010);
    }

    @Test
    void a_share_that_changes_while_nothing_is_sent_does_not_begin_the_ramp() {
        TokenBucket bucket = new TokenBucket(10_000, Duration.ofMinutes(1), 0);
        assertThat(bucket.take(0)).isTrue();
        for (int second = 1; second <= 90; second++) {
            bucket.share(second % 2 == 0 ? 0.5 : 1, Duration.ofSeconds(second).toNanos());
        }
        assertThat(taken(bucket, Duration.ofSeconds(90).toNanos(), Duration.ofSeconds(1)))
                .isBetween(1_250, 1_450);
    }

    @Property
    void what_the_quota_says_is_left_is_what_is_given(
            @ForAll @IntRange(min = 1, max = 20_000) int perSecond,
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 15_000) Integer> pausesInMillis) {
        TokenBucket bucket = new TokenBucket(perSecond, Duration.ofSeconds(10), 0);
        long now = 0;
        for (int pause : pausesInMillis) {
            now += pause * MILLI;
            int left = bucket.quota(now).left();
            int taken = 0;
            while (taken <= left && bucket.take(now)) {
                taken++;
            }
            assertThat(taken).isEqualTo(left);
        }
    }

    @Property(tries = 10_000)
    void R14_over_any_time_it_gives_no_more_than_its_rate_and_one_burst(
            @ForAll @IntRange(min = 1, max = 20_000) int perSecond,
            @ForAll @Size(max = 100) List<@IntRange(min = 0, max = 3_000) Integer> pausesInMillis) {
        TokenBucket bucket = new TokenBucket(perSecond, Duration.ofSeconds(10), 0);
        long now = 0;
        long taken = 0;
        for (int pause : pausesInMillis) {
            now += pause * MILLI;
            while (bucket.take(now)) {
                taken++;
            }
            double most = perSecond * (now / 1e9) + Math.max(1, perSecond / 10.0) + 1;
            assertThat((double) taken).isLessThanOrEqualTo(most);
        }
    }
}
