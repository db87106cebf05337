package org.belltower.local.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.local.demo.compare.WrittenEvidence.NOON;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Explained;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.change.EventId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;
import org.junit.jupiter.api.Test;

/// C2: every event and device has one state and one reason, and the history tells them.
class ExplanationComparisonTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final EventKey SCORE = new EventKey(NORTH, new EventId("sis", "/sis/north", "e-1"));
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final DeviceId TABLET = new DeviceId("tablet");
    private static final PersonId ANA = new PersonId("ana");
    private static final PushId PUSH = PushId.of(NORTH, SCORE.id(), PHONE);
    private static final Decision NEWS = WrittenEvidence.decision(
            SCORE,
            "s-1",
            null,
            List.of(new Decision.Pushed(PHONE, ANA, PUSH), new Decision.Skipped(TABLET, ANA, Reason.NO_PORTAL)));
    private static final Decision REPEAT = WrittenEvidence.decision(SCORE, "s-1", Reason.REPEAT, List.of());
    private static final Explained REPEATED = new Explained(SCORE, NOON, "REPEAT", Map.of());
    private static final Map<EventKey, List<Decision>> DECISIONS = Map.of(SCORE, List.of(NEWS, REPEAT));

    private static Explained explained(String phone) {
        return new Explained(SCORE, NOON, null, Map.of(PHONE, phone, TABLET, "SKIPPED NO_PORTAL"));
    }

    private static Outcome ended(Instant at, Result result) {
        return WrittenEvidence.outcome(NORTH, PHONE, PUSH, at, result);
    }

    private static boolean isToldOf(List<Outcome> outcomes, Explained... told) {
        return ExplanationComparison.isToldOf(DECISIONS, Map.of(PUSH, outcomes), List.of(told));
    }

    @Test
    void a_history_tells_of_each_decision_with_what_became_of_its_push() {
        Outcome accepted = ended(NOON, new Result.Accepted(Provider.APNS));
        assertThat(isToldOf(List.of(accepted), explained("ACCEPTED"), REPEATED)).isTrue();
        assertThat(isToldOf(List.of(accepted), explained("PENDING"), REPEATED)).isFalse();
        assertThat(isToldOf(List.of(accepted), explained("ACCEPTED"))).isFalse();
        assertThat(isToldOf(List.of(accepted), explained("ACCEPTED"), REPEATED, REPEATED))
                .isFalse();
        assertThat(isToldOf(List.of(accepted), REPEATED)).isFalse();
    }

    @Test
    void what_was_decided_twice_in_one_moment_is_told_once() {
        List<Decision> repeats = List.of(REPEAT, REPEAT);
        assertThat(ExplanationComparison.isToldOf(Map.of(SCORE, repeats), Map.of(), List.of(REPEATED)))
                .isTrue();
        assertThat(ExplanationComparison.isToldOf(
                        Map.of(SCORE, List.of(REPEAT)),
                        Map.of(),
                        List.of(new Explained(SCORE, NOON.plusMillis(1), "REPEAT", Map.of()))))
                .isFalse();
    }

    @Test
    void a_push_that_the_provider_took_once_is_accepted_and_else_its_first_end_counts() {
        Outcome expired = ended(NOON, new Result.Expired());
        Outcome signedOut = ended(NOON.plusSeconds(1), new Result.Skipped(Reason.SIGNED_OUT));
        Outcome accepted = ended(NOON.plusSeconds(2), new Result.Accepted(Provider.APNS));
        assertThat(isToldOf(List.of(signedOut, expired), explained("EXPIRED"), REPEATED))
                .isTrue();
        assertThat(isToldOf(List.of(signedOut), explained("SKIPPED SIGNED_OUT"), REPEATED))
                .isTrue();
        assertThat(isToldOf(List.of(expired, accepted), explained("ACCEPTED"), REPEATED))
                .isTrue();
        assertThat(isToldOf(List.of(), explained("PENDING"), REPEATED)).isTrue();
    }

    @Test
    void what_is_told_otherwise_is_named_by_event_and_district() {
        assertThat(ExplanationComparison.compare(
                        Map.of(SCORE, List.of(REPEAT)), Map.of(), List.of(explained("PENDING"))))
                .extracting(Deviation::sentence)
                .hasSize(2)
                .anyMatch(sentence -> sentence.equals("e-1 of north is not explained by the history: REPEAT"))
                .anyMatch(sentence ->
                        sentence.startsWith("e-1 of north is explained by the history as was not decided: {"));
    }
}
