package org.belltower.local.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.demo.post.Answered;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.local.demo.provider.Received;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.StudentId;
import org.belltower.model.change.EventId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Decision.Candidate;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.PushId;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final DistrictId MAPLE = new DistrictId("maple-valley");
    private static final EventKey BELOW_60 = event("assignments-04");
    private static final EventKey TAKEN_AWAY = event("taken-away-01");
    private static final Phone RUI = new Phone(MAPLE, new DeviceId("rui-phone"));
    private static final Phone INES = new Phone(MAPLE, new DeviceId("ines-phone"));
    private static final Phone MIGUEL = new Phone(MAPLE, new DeviceId("miguel-phone"));

    private final FirstDay day = FirstDayFiles.load();
    private final WrittenEvidence evidence = new WrittenEvidence(day, PhoneTokens.make(day, new Random(1)));

    private static EventKey event(String id) {
        return new EventKey(MAPLE, new EventId("maple-sis", "/sis/maple-valley", id));
    }

    private static PushId push(EventKey event, Phone phone) {
        return PushId.of(event.district(), event.id(), phone.device());
    }

    @Test
    void all_is_well_when_all_came_as_written() {
        Report report = evidence.report();
        assertThat(report.deviations()).isEmpty();
        assertThat(report.asExpected()).isTrue();
        assertThat(Summary.of(report)).contains("missing 0, unexpected 0, duplicate 0");
    }

    @Test
    void a_push_that_did_not_arrive_is_told_with_its_case_device_and_row() {
        evidence.received.removeIf(
                push -> push.pushId().equals(push(BELOW_60, MIGUEL).toString()));
        assertThat(evidence.report().deviations())
                .containsExactly(new Deviation(
                        Kind.MISSING,
                        "miguel-phone (maple-valley) received nothing of assignments-04 \"Equal is not below\""
                                + " (A6, I-14)"));
    }

    @Test
    void a_push_for_a_device_that_had_to_stay_silent_is_unexpected() {
        evidence.receive(MIGUEL, push(event("assignments-01"), MIGUEL));
        assertThat(evidence.report().deviations()).singleElement().satisfies(deviation -> {
            assertThat(deviation.kind()).isEqualTo(Kind.UNEXPECTED);
            assertThat(deviation.sentence()).startsWith("miguel-phone (maple-valley)");
        });
    }

    @Test
    void the_right_push_at_the_wrong_phone_is_missing_here_and_unexpected_there() {
        Phone namesake = new Phone(new DistrictId("cedar-point"), new DeviceId("rosa-phone"));
        Phone rosa = new Phone(MAPLE, new DeviceId("rosa-phone"));
        evidence.received.removeIf(
                push -> push.pushId().equals(push(BELOW_60, rosa).toString()));
        evidence.receive(namesake, push(BELOW_60, rosa));
        assertThat(evidence.report().deviations())
                .extracting(Deviation::kind)
                .containsExactly(Kind.MISSING, Kind.UNEXPECTED);
    }

    @Test
    void a_push_for_another_app_and_a_refused_push_are_told() {
        DeviceToken token = evidence.tokens.of(MIGUEL);
        Received right = evidence.received.stream()
                .filter(push -> push.token().equals(token))
                .findFirst()
                .orElseThrow();
        evidence.received.remove(right);
        evidence.received.add(
                new Received(Provider.FCM, token, right.pushId(), "another", 200, WrittenEvidence.NOON, "{}"));
        evidence.received.add(
                new Received(Provider.FCM, token, right.pushId(), right.app(), 400, WrittenEvidence.NOON, "{}"));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.PUSH, Kind.PUSH);
    }

    @Test
    void a_push_that_waited_may_be_refused_until_two_seconds_after_its_right_was_taken_away() {
        evidence.answered(RUI, push(TAKEN_AWAY, RUI), 503, WrittenEvidence.NOON.plusSeconds(2));
        evidence.answered(INES, push(TAKEN_AWAY, INES), 503, WrittenEvidence.NOON.plusSeconds(20));
        assertThat(evidence.report().deviations()).isEmpty();

        evidence.answered(RUI, push(TAKEN_AWAY, RUI), 503, WrittenEvidence.NOON.plusMillis(2_001));
        assertThat(evidence.report().deviations())
                .containsExactly(new Deviation(
                        Kind.UNEXPECTED,
                        "rui-phone (maple-valley) was sent a push later than 2 s after the right to it was taken away, "
                                + push(TAKEN_AWAY, RUI)));
    }

    @Test
    void a_push_that_leaves_though_its_right_was_taken_away_is_unexpected() {
        evidence.receive(RUI, push(TAKEN_AWAY, RUI));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.UNEXPECTED);
    }

    @Test
    void a_refusal_that_nobody_ordered_is_told_also_of_a_push_that_waits() {
        evidence.answered(INES, push(TAKEN_AWAY, INES), 400, WrittenEvidence.NOON);
        evidence.answered(MIGUEL, push(BELOW_60, MIGUEL), 503, WrittenEvidence.NOON);
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.PUSH, Kind.PUSH);
    }

    @Test
    void a_right_that_was_gone_when_it_was_decided_shows_nothing_about_what_waits() {
        Decision made =
                Objects.requireNonNull(evidence.decisions.get(TAKEN_AWAY)).getFirst();
        List<Candidate> candidates = made.candidates().stream()
                .map(candidate -> candidate.device().equals(RUI.device())
                        ? new Decision.Skipped(RUI.device(), new PersonId("rui-silva"), Reason.SIGNED_OUT)
                        : candidate)
                .toList();
        evidence.decisions.put(
                TAKEN_AWAY, List.of(WrittenEvidence.decision(TAKEN_AWAY, "nuno-silva", null, candidates)));
        assertThat(evidence.report().deviations())
                .singleElement()
                .satisfies(deviation -> assertThat(deviation.sentence())
                        .startsWith("rui-phone had its right when it was decided")
                        .contains("taken-away-01"));
    }

    @Test
    void a_push_that_shows_a_surname_is_told() {
        evidence.received.replaceAll(push -> new Received(
                push.provider(),
                push.token(),
                push.pushId(),
                push.app(),
                push.status(),
                push.at(),
                push.pushId().equals(push(BELOW_60, MIGUEL).toString()) ? "{\"body\":\"Ana Ruiz: 59.99\"}" : "{}"));
        assertThat(evidence.report().deviations())
                .singleElement()
                .satisfies(deviation -> assertThat(deviation.sentence())
                        .contains("shows a surname (C7)")
                        .contains("assignments-04"));
    }

    @Test
    void another_reason_than_the_written_one_is_told() {
        EventKey noChange = event("grades-07");
        evidence.decisions.put(noChange, List.of(WrittenEvidence.decision(noChange, Reason.OLDER_VERSION, List.of())));
        assertThat(evidence.report().deviations())
                .singleElement()
                .satisfies(deviation ->
                        assertThat(deviation.sentence()).contains("grades-07", "OLDER_VERSION", "NO_CHANGE", "I-13"));
    }

    @Test
    void a_missing_decision_and_a_missing_outcome_are_told() {
        evidence.decisions.remove(event("grades-07"));
        evidence.outcomes.remove(push(BELOW_60, MIGUEL));
        assertThat(evidence.report().deviations())
                .extracting(Deviation::sentence)
                .anyMatch(sentence -> sentence.contains("grades-07") && sentence.contains("0 decisions of 1"))
                .anyMatch(sentence -> sentence.contains("miguel-phone was pushed without an outcome"));
    }

    @Test
    void a_copy_that_a_producer_sent_again_must_be_a_repeat() {
        List<Decision> made = Objects.requireNonNull(evidence.decisions.get(BELOW_60));
        evidence.decisions.put(
                BELOW_60, List.of(made.getFirst(), WrittenEvidence.decision(BELOW_60, Reason.REPEAT, List.of())));
        assertThat(evidence.report().deviations()).isEmpty();
        evidence.decisions.put(BELOW_60, List.of(made.getFirst(), made.getFirst()));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
    }

    @Test
    void an_answer_of_the_front_door_that_is_not_the_written_one_is_told() {
        evidence.answers.replaceAll(answer -> new Answered(answer.event(), answer.mode(), 202, List.of()));
        long refusals = day.events()
                .filter(event -> event.expected() instanceof Expectation.Refused)
                .count();
        assertThat(evidence.report().deviations())
                .hasSize((int) refusals)
                .extracting(Deviation::kind)
                .containsOnly(Kind.ANSWER);
    }

    @Test
    void a_reason_that_holds_for_all_may_stand_at_each_candidate_and_then_at_every_one() {
        EventKey gated = event("attendance-06");
        List<Candidate> skipped = new ArrayList<>();
        day.district(MAPLE)
                .candidates(new StudentId("ben-ruiz"))
                .forEach(device -> skipped.add(
                        new Decision.Skipped(device, new PersonId("somebody"), Reason.CONTACT_PREFERENCE_OFF)));
        evidence.decisions.put(gated, List.of(WrittenEvidence.decision(gated, "ben-ruiz", null, skipped)));
        assertThat(evidence.report().deviations()).isEmpty();
        skipped.removeLast();
        evidence.decisions.put(gated, List.of(WrittenEvidence.decision(gated, "ben-ruiz", null, skipped)));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
    }
}
