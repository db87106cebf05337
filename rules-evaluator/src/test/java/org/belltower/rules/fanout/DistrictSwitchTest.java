package org.belltower.rules.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.ANAS_PHONE;
import static org.belltower.rules.Given.MUM;
import static org.belltower.rules.Given.MUMS_PHONE;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.below;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.composer;
import static org.belltower.rules.Given.device;
import static org.belltower.rules.Given.event;
import static org.belltower.rules.Given.guardian;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.scored;
import static org.belltower.rules.Given.subscriptions;
import static org.belltower.rules.Given.switchedOn;
import static org.belltower.rules.Given.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.model.SessionState;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.Member;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.Origin;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.trigger.ItemMemory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Switching on releases nothing old (A1): events that are decided at noon, in a district that was switched on at ten.
class DistrictSwitchTest {
    private static final Instant TEN = NOON.minus(Duration.ofHours(2));
    private static final Decider DECIDER = new Decider(
            view(switchedOn(TEN), school(), calendar()), TimeToLive.ofAll(Duration.ofHours(24)), composer());

    private static Verdict decide(ChangeEvent event, Instant accepted) {
        return decide(event, accepted, null);
    }

    private static Verdict decide(ChangeEvent event, Instant accepted, @Nullable ItemMemory memory) {
        return DECIDER.decide(new AcceptedEvent(event, accepted), new Remembered(memory, null), audience(), NOON);
    }

    @Test
    void A1_what_was_accepted_before_the_district_was_switched_on_is_told_to_nobody_however_late_it_is_decided() {
        Verdict verdict = decide(live(scored("85"), NOON), TEN.minusMillis(1));
        assertThat(verdict.pushes()).isEmpty();
        assertThat(verdict.decision().candidates())
                .containsExactly(
                        new Decision.Skipped(ANAS_PHONE, ANA.asPerson(), Reason.DISTRICT_OFF),
                        new Decision.Skipped(MUMS_PHONE, MUM, Reason.DISTRICT_OFF));
    }

    @Test
    void A1_what_was_accepted_at_the_moment_of_switching_on_or_after_it_is_told() {
        assertThat(decide(live(scored("85"), NOON), TEN).pushes()).hasSize(2);
        assertThat(decide(live(scored("85"), NOON), TEN.plusMillis(1)).pushes()).hasSize(2);
    }

    @Test
    void A1_what_an_event_says_of_its_own_time_decides_nothing() {
        ChangeEvent saysBefore = live(scored("85"), TEN.minus(Duration.ofHours(20)));
        assertThat(decide(saysBefore, TEN).pushes()).hasSize(2);
        ChangeEvent saysAfter = live(scored("85"), TEN.plusSeconds(60));
        assertThat(decide(saysAfter, TEN.minusSeconds(60)).pushes()).isEmpty();
    }

    @Test
    void A1_A6_a_crossing_that_waited_while_the_district_was_off_is_used_up() {
        Audience audience = audience(new Member(
                MUM, guardian(), List.of(device(MUMS_PHONE, SessionState.KEPT, subscriptions(below("70"))))));
        Verdict high = DECIDER.decide(accepted("80", TEN.minusSeconds(60)), new Remembered(null, null), audience, NOON);
        Verdict waited = DECIDER.decide(
                accepted("60", TEN.minusSeconds(30)), new Remembered(high.memory(), null), audience, NOON);
        Verdict after = DECIDER.decide(
                accepted("59", TEN.plusSeconds(30)), new Remembered(waited.memory(), null), audience, NOON);
        assertThat(List.of(waited, after))
                .extracting(verdict -> verdict.decision().candidates())
                .containsExactly(
                        List.of(new Decision.Skipped(MUMS_PHONE, MUM, Reason.DISTRICT_OFF)),
                        List.of(new Decision.Skipped(MUMS_PHONE, MUM, Reason.THRESHOLD_NOT_CROSSED)));
    }

    /// Taken as soon as it happened.
    private static AcceptedEvent accepted(String percent, Instant at) {
        return new AcceptedEvent(live(scored(percent), at), at);
    }

    @Test
    void A1_what_was_no_news_stays_what_it_was_however_long_it_waited() {
        ChangeEvent first = live(scored("85"), TEN.minusSeconds(60));
        ItemMemory memory = decide(first, TEN).memory();
        ChangeEvent snapshot = event(scored("90"), TEN.minusSeconds(30), Origin.SNAPSHOT);
        assertThat(decide(first, TEN.minusSeconds(60), memory).decision().reason())
                .isEqualTo(Reason.REPEAT);
        assertThat(decide(snapshot, TEN.minusSeconds(30), memory).decision().reason())
                .isEqualTo(Reason.NOT_LIVE);
    }

    /// The dispatcher asks again, and may know of a later switch.
    @Test
    void A1_a_push_says_since_when_it_has_waited_and_not_only_when_it_was_decided() {
        Instant accepted = TEN.plusSeconds(1);
        assertThat(decide(live(scored("85"), NOON), accepted).pushes())
                .hasSize(2)
                .allSatisfy(push -> {
                    assertThat(push.waitsSince()).isEqualTo(accepted);
                    assertThat(push).extracting(Push::created).isEqualTo(NOON);
                });
    }
}
