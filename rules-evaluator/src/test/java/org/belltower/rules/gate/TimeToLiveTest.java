package org.belltower.rules.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.rules.Given.MUM;
import static org.belltower.rules.Given.MUMS_PHONE;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.change;
import static org.belltower.rules.Given.composer;
import static org.belltower.rules.Given.device;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.guardian;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.belltower.model.Category;
import org.belltower.model.SessionState;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.rules.fanout.AcceptedEvent;
import org.belltower.rules.fanout.Decider;
import org.belltower.rules.fanout.Remembered;
import org.belltower.rules.fanout.Verdict;
import org.junit.jupiter.api.Test;

/// How old news may be (I-22). Attendance lives a day here, a schedule ten minutes.
class TimeToLiveTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final TimeToLive TIMES = new TimeToLive(Map.of(
            Category.ASSIGNMENTS, DAY,
            Category.GRADES, DAY,
            Category.ATTENDANCE, DAY,
            Category.LUNCH_BALANCE, DAY,
            Category.RESPONSIVE_SCHEDULE, TEN_MINUTES));

    @Test
    void I_22_what_happened_longer_ago_than_its_category_lives_is_not_pushed() {
        assertThat(decided(Category.RESPONSIVE_SCHEDULE, NOON.minus(TEN_MINUTES), List.of(device(MUMS_PHONE)))
                        .decision()
                        .candidates())
                .containsExactly(new Decision.Skipped(MUMS_PHONE, MUM, Reason.TOO_OLD));
        assertThat(decided(Category.ATTENDANCE, NOON.minus(TEN_MINUTES), List.of(device(MUMS_PHONE)))
                        .pushes())
                .hasSize(1);
    }

    @Test
    void what_is_young_enough_may_leave_until_its_time_is_over_counted_from_when_it_happened() {
        Instant happened = NOON.minus(TEN_MINUTES).plusMillis(1);
        assertThat(decided(Category.RESPONSIVE_SCHEDULE, happened, List.of(device(MUMS_PHONE)))
                        .pushes())
                .singleElement()
                .satisfies(push -> assertThat(push.expires()).isEqualTo(NOON.plusMillis(1)));
    }

    @Test
    void a_producer_whose_clock_is_fast_does_not_prolong_it() {
        assertThat(decided(Category.RESPONSIVE_SCHEDULE, NOON.plus(DAY), List.of(device(MUMS_PHONE)))
                        .pushes())
                .singleElement()
                .satisfies(push -> assertThat(push.expires()).isEqualTo(NOON.plus(TEN_MINUTES)));
    }

    @Test
    void who_would_not_have_been_told_anyway_is_told_the_other_reason() {
        assertThat(decided(
                                Category.RESPONSIVE_SCHEDULE,
                                NOON.minus(DAY),
                                List.of(device(MUMS_PHONE, SessionState.SIGNED_OUT, Map.of())))
                        .decision()
                        .candidates())
                .containsExactly(new Decision.Skipped(MUMS_PHONE, MUM, Reason.SIGNED_OUT));
    }

    @Test
    void each_category_has_one_and_none_is_over_at_once() {
        assertThatThrownBy(() -> new TimeToLive(Map.of(Category.GRADES, DAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ASSIGNMENTS");
        assertThatThrownBy(() -> TimeToLive.ofAll(Duration.ZERO)).hasMessageContaining("must be positive");
    }

    /// Accepted and decided at noon.
    private static Verdict decided(Category category, Instant happened, List<AudienceDevice> devices) {
        return new Decider(view(district(), school(), calendar()), TIMES, composer())
                .decide(
                        new AcceptedEvent(live(change(category), happened), NOON),
                        new Remembered(null, null),
                        audience(new Member(MUM, guardian(), devices)),
                        NOON);
    }
}
