package org.belltower.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.RecordKey;
import org.junit.jupiter.api.Test;

/// I-19: a per-device rate cap.
class DevicePaceTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final RecordKey PHONE = device("phone-1");
    private static final RecordKey OTHER = device("phone-2");
    private static final Instant NEVER = NOON.plus(Duration.ofDays(30));
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final DevicePace pace = new DevicePace(3, INTERVAL, NOON, new Random(1));

    private static RecordKey device(String id) {
        return new RecordKey(new DistrictId("maple"), id);
    }

    private int told(RecordKey device, int pushes, Instant now) {
        return (int) IntStream.range(0, pushes)
                .filter(_ -> pace.until(device, now, NEVER).isEmpty())
                .count();
    }

    @Test
    void so_many_go_at_once_and_then_one_each_so_often() {
        assertThat(told(PHONE, 100, NOON)).isEqualTo(3);
        assertThat(told(PHONE, 100, NOON.plusMillis(9_900))).isZero();
        assertThat(told(PHONE, 100, NOON.plusSeconds(10))).isEqualTo(1);
        assertThat(told(PHONE, 100, NOON.plusSeconds(30))).isEqualTo(2);
    }

    @Test
    void a_device_of_which_the_provider_says_that_it_gets_too_much_is_told_nothing_before_then() {
        Instant then = NOON.plusSeconds(60);
        pace.hold(PHONE, then);
        pace.hold(PHONE, NOON.plusSeconds(30));
        assertThat(pace.until(PHONE, NOON, NEVER)).contains(then);
        assertThat(told(OTHER, 1, NOON)).isEqualTo(1);
        assertThat(told(PHONE, 100, then.minusMillis(100))).isZero();
        assertThat(told(PHONE, 100, then)).isEqualTo(3);
    }

    @Test
    void of_devices_that_get_too_much_the_ten_thousand_that_were_told_of_last_are_remembered() {
        Instant then = NOON.plusSeconds(60);
        pace.hold(PHONE, then);
        IntStream.range(0, 10_000).forEach(number -> pace.hold(device("busy-" + number), then));
        assertThat(told(device("busy-0"), 1, NOON)).isZero();
        assertThat(told(device("busy-9999"), 1, NOON)).isZero();
        assertThat(told(PHONE, 1, NOON)).isEqualTo(1);
    }

    @Test
    void those_who_wait_are_called_back_one_after_the_other() {
        assertThat(told(PHONE, 3, NOON)).isEqualTo(3);
        List<Instant> called = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            called.add(pace.until(PHONE, NOON, NEVER).orElseThrow());
        }
        assertThat(called)
                .containsExactly(
                        NOON.plusSeconds(10), NOON.plusSeconds(20), NOON.plusSeconds(30), NOON.plusSeconds(40));
        assertThat(called).allSatisfy(then -> assertThat(told(PHONE, 1, then)).isEqualTo(1));
    }

    @Test
    void another_device_has_a_pace_of_its_own_also_one_of_the_same_id_in_another_district() {
        assertThat(told(PHONE, 100, NOON)).isEqualTo(3);
        assertThat(told(OTHER, 100, NOON)).isEqualTo(3);
        assertThat(told(new RecordKey(new DistrictId("oak"), "phone-1"), 100, NOON))
                .isEqualTo(3);
    }

    @Test
    void a_device_that_was_left_alone_may_be_told_at_once_again() {
        assertThat(told(PHONE, 100, NOON)).isEqualTo(3);
        assertThat(told(PHONE, 100, NOON.plusSeconds(60))).isEqualTo(3);
    }

    /// The slow model keeps each device's moments in full.
    @Test
    void no_device_is_ever_told_more_often_than_it_may_be_and_few_wait_without_need() {
        Random chance = new Random(20_261_122);
        Map<RecordKey, List<Instant>> told = new HashMap<>();
        int needless = 0;
        Instant now = NOON;
        for (int push = 0; push < 200_000; push++) {
            now = now.plusMillis(chance.nextInt(3));
            RecordKey device = device("phone-" + chance.nextInt(chance.nextInt(10) == 0 ? 100 : 100_000));
            List<Instant> before = told.computeIfAbsent(device, _ -> new ArrayList<>());
            boolean may = mayBeTold(before, now);
            if (pace.until(device, now, NEVER).isEmpty()) {
                assertThat(may).as("%s was told at %s", device, before).isTrue();
                before.add(now);
            } else if (may) {
                needless++;
            }
        }
        assertThat(needless).as("of 200,000 pushes").isLessThan(20);
    }

    /// A push may go if of the share of three, one of which comes back each interval, one is left.
    /// To the tenth of a second: that is how exact the moments are.
    private static boolean mayBeTold(List<Instant> before, Instant now) {
        Instant usedUpTo = Instant.MIN;
        for (Instant then : before) {
            Instant from = usedUpTo.isAfter(then) ? usedUpTo : tenth(then);
            usedUpTo = from.plus(INTERVAL);
        }
        Instant from = usedUpTo.isAfter(now) ? usedUpTo : tenth(now);
        return !from.minus(INTERVAL.multipliedBy(2)).isAfter(tenth(now));
    }

    private static Instant tenth(Instant moment) {
        return Instant.ofEpochMilli(moment.toEpochMilli() / 100 * 100);
    }

    @Test
    void what_would_not_live_to_see_its_promise_gets_none_and_takes_nothing_from_the_others() {
        assertThat(told(PHONE, 3, NOON)).isEqualTo(3);
        Instant soon = NOON.plusSeconds(15);
        assertThat(pace.until(PHONE, NOON, soon)).contains(NOON.plusSeconds(10));
        for (int i = 0; i < 10_000; i++) {
            assertThat(pace.until(PHONE, NOON, soon)).contains(NOON.plusSeconds(10));
        }
        assertThat(pace.until(PHONE, NOON, NEVER)).contains(NOON.plusSeconds(20));
    }

    @Test
    void a_clock_that_steps_back_keeps_nobody_waiting_for_longer_than_a_whole_share() {
        assertThat(told(PHONE, 100, NOON.plus(Duration.ofHours(2)))).isEqualTo(3);
        assertThat(told(PHONE, 100, NOON)).isZero();
        assertThat(told(PHONE, 100, NOON.plusSeconds(30))).isEqualTo(3);
    }

    @Test
    void a_pace_of_nothing_is_refused() {
        assertThatThrownBy(() -> new DevicePace(0, INTERVAL, NOON, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DevicePace(1, Duration.ofMillis(99), NOON, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DevicePace(1, Duration.ofDays(2), NOON, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
