package org.belltower.local.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.demo.post.Answered;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.local.demo.provider.Received;
import org.belltower.local.suite.place.Service;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.StudentId;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Decision.Candidate;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.PushId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
    private static final DistrictId MAPLE = new DistrictId("maple-valley");
    private static final EventKey BELOW_60 = event("assignments-04");
    private static final EventKey TAKEN_AWAY = event("taken-away-01");
    private static final Phone RUI = new Phone(MAPLE, new DeviceId("rui-phone"));
    private static final Phone INES = new Phone(MAPLE, new DeviceId("ines-phone"));
    private static final Phone MIGUEL = new Phone(MAPLE, new DeviceId("miguel-phone"));
    private static final Phone CAROL = new Phone(MAPLE, new DeviceId("carol-phone"));
    private static final Phone ROSA = new Phone(MAPLE, new DeviceId("rosa-phone"));

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
        evidence.received.add(new Received(
                Provider.FCM, token, right.pushId(), "another", 200, WrittenEvidence.NOON, right.payload()));
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
        evidence.outcomes.remove(push(TAKEN_AWAY, RUI));
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
                push.pushId().equals(push(BELOW_60, MIGUEL).toString())
                        ? push.payload().replace("the app", "the app of Ana Ruiz")
                        : push.payload()));
        assertThat(evidence.report().deviations())
                .extracting(Deviation::sentence)
                .hasSize(2)
                .allMatch(sentence -> sentence.contains("assignments-04"))
                .anyMatch(sentence -> sentence.contains("shows a surname (C7)"));
    }

    @Test
    void another_reason_than_the_written_one_is_told() {
        EventKey noChange = event("grades-07");
        evidence.decisions.put(noChange, List.of(evidence.decision(noChange, Reason.OLDER_VERSION, List.of())));
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

    private void attempts(EventKey key, int attempts) {
        evidence.answers.replaceAll(
                answer -> answer.isAccepted() && EventKey.of(answer.event()).equals(key)
                        ? new Answered(answer.event(), answer.mode(), 202, List.of(), attempts)
                        : answer);
    }

    @Test
    void a_copy_that_a_producer_sent_again_must_be_a_repeat() {
        List<Decision> made = Objects.requireNonNull(evidence.decisions.get(BELOW_60));
        attempts(BELOW_60, 2);
        evidence.decisions.put(
                BELOW_60, List.of(made.getFirst(), evidence.decision(BELOW_60, Reason.REPEAT, List.of())));
        assertThat(evidence.report().deviations()).isEmpty();
        evidence.decisions.put(BELOW_60, List.of(made.getFirst(), made.getFirst()));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
    }

    @Test
    void more_decisions_than_requests_that_may_have_been_taken_are_told_though_they_are_repeats_I11() {
        List<Decision> made = Objects.requireNonNull(evidence.decisions.get(BELOW_60));
        Decision repeat = evidence.decision(BELOW_60, Reason.REPEAT, List.of());
        evidence.decisions.put(BELOW_60, List.of(made.getFirst(), repeat));
        assertThat(evidence.report().deviations())
                .singleElement()
                .satisfies(deviation ->
                        assertThat(deviation.sentence()).contains("assignments-04", "2 decisions", "was sent 1 times"));
        attempts(BELOW_60, 2);
        evidence.decisions.put(BELOW_60, List.of(made.getFirst(), repeat, repeat));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
    }

    private void endAgain(Instant first, Instant second, Result again) {
        PushId push = push(BELOW_60, MIGUEL);
        evidence.outcomes.put(
                push,
                List.of(
                        WrittenEvidence.outcome(MAPLE, MIGUEL.device(), push, first, new Result.Accepted(Provider.FCM)),
                        WrittenEvidence.outcome(MAPLE, MIGUEL.device(), push, second, again)));
    }

    @Test
    void a_push_that_ended_twice_is_told_I55() {
        Instant noon = WrittenEvidence.NOON;
        endAgain(noon, noon.plusSeconds(1), new Result.Accepted(Provider.FCM));
        assertThat(evidence.report().deviations())
                .singleElement()
                .satisfies(deviation -> assertThat(deviation.sentence())
                        .contains(
                                "miguel-phone", "accepted at 2026-11-20T12:00:00Z, accepted at 2026-11-20T12:00:01Z"));
        endAgain(noon, noon.plusSeconds(1), new Result.Skipped(Reason.SIGNED_OUT));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
    }

    @Test
    void an_outcome_that_was_being_written_at_the_dispatchers_kill_may_be_written_again_and_must_say_the_same_C4() {
        Instant noon = WrittenEvidence.NOON;
        evidence.killed.add(new Evidence.Killed(Service.DISPATCHER, noon.plusSeconds(1)));
        evidence.unanswered.add(Map.of());
        endAgain(noon, noon.plusSeconds(8), new Result.Accepted(Provider.FCM));
        assertThat(evidence.report().deviations()).isEmpty();
        endAgain(noon, noon.plusSeconds(8), new Result.Skipped(Reason.SIGNED_OUT));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
        endAgain(noon, noon.plusMillis(900), new Result.Accepted(Provider.FCM));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
        evidence.killed.set(0, new Evidence.Killed(Service.DISPATCHER, noon.plusSeconds(4)));
        endAgain(noon, noon.plusSeconds(8), new Result.Accepted(Provider.FCM));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
        evidence.killed.set(0, new Evidence.Killed(Service.DEVICE_REGISTRY, noon.plusSeconds(1)));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
    }

    @Test
    void an_outcome_of_a_push_that_no_decision_names_is_told() {
        PushId push = push(event("grades-07"), MIGUEL);
        evidence.outcomes.put(
                push,
                List.of(WrittenEvidence.outcome(
                        MAPLE, MIGUEL.device(), push, WrittenEvidence.NOON, new Result.Skipped(Reason.SIGNED_OUT))));
        assertThat(evidence.report().deviations())
                .singleElement()
                .satisfies(deviation -> assertThat(deviation.sentence())
                        .startsWith("miguel-phone (maple-valley): push " + push)
                        .endsWith("which no decision names"));
    }

    private void payload(EventKey key, Phone phone, UnaryOperator<String> change) {
        String id = push(key, phone).toString();
        evidence.received.replaceAll(push -> push.pushId().equals(id)
                ? new Received(
                        push.provider(),
                        push.token(),
                        id,
                        push.app(),
                        push.status(),
                        push.at(),
                        change.apply(push.payload()))
                : push);
    }

    @Test
    void a_push_says_its_categorys_words_and_leads_into_its_area_A16_C7() {
        String words = "{\"title\":\"Assignments\",\"body\":\"An assignment was updated. Open the app to see it.\"}";
        payload(
                BELOW_60,
                MIGUEL,
                _ -> "{\"message\":{\"notification\":" + words
                        + ",\"data\":{\"area\":\"ASSIGNMENTS\"},\"android\":{\"priority\":\"high\"}}}");
        payload(
                BELOW_60,
                ROSA,
                _ -> "{\"aps\":{\"alert\":" + words
                        + ",\"sound\":\"default\"},\"belltower\":{\"area\":\"ASSIGNMENTS\"}}");
        assertThat(evidence.report().deviations()).isEmpty();
    }

    @Test
    void A16_a_push_must_name_its_area_if_the_app_has_it_and_only_then() {
        payload(BELOW_60, MIGUEL, payload -> payload.replace("\"area\":\"ASSIGNMENTS\"", ""));
        ChangeEvent choir = Objects.requireNonNull(evidence.rowOf.get("responsive-schedule-06"));
        payload(new EventKey(MAPLE, choir.id()), CAROL, payload -> {
            assertThat(payload).contains("\"data\":{}").doesNotContain("area");
            return payload.replace("\"data\":{}", "\"data\":{\"area\":\"SCHEDULE\"}");
        });
        assertThat(evidence.report().deviations())
                .hasSize(2)
                .allSatisfy(deviation -> assertThat(deviation.sentence()).contains("leads elsewhere (A16"))
                .extracting(deviation -> deviation.sentence().substring(0, 4))
                .containsExactlyInAnyOrder("migu", "caro");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "Assignments"   | "Grades"                         | 1
                    "ASSIGNMENTS"   | "GRADES"                         | 1
                    to see it.      | to see 59.99.                    | 2
                    to see it.      | to see ana-ruiz.                 | 2
                    {"message":     | {"title":"Assignments","message":| 1
                    "data":{        | "data":{"score":"59.99",         | 1
                    """)
    void what_else_a_push_says_is_told_C7_I48(String words, String instead, int faults) {
        payload(BELOW_60, MIGUEL, payload -> {
            assertThat(payload).contains(words);
            return payload.replace(words, instead);
        });
        assertThat(evidence.report().deviations())
                .hasSize(faults)
                .allSatisfy(deviation -> assertThat(deviation.kind()).isEqualTo(Kind.PUSH))
                .allSatisfy(deviation -> assertThat(deviation.sentence())
                        .startsWith("miguel-phone")
                        .contains("assignments-04"));
    }

    @Test
    void a_candidate_that_is_told_of_as_anothers_and_a_decision_about_another_student_are_told_I3() {
        Decision made = Objects.requireNonNull(evidence.decisions.get(BELOW_60)).getFirst();
        List<Candidate> candidates = made.candidates().stream()
                .map(candidate -> candidate instanceof Decision.Pushed pushed
                                && pushed.device().equals(MIGUEL.device())
                        ? new Decision.Pushed(pushed.device(), new PersonId("rosa-ruiz"), pushed.push())
                        : candidate)
                .toList();
        evidence.decisions.put(BELOW_60, List.of(evidence.decision(BELOW_60, null, candidates)));
        assertThat(evidence.report().deviations())
                .singleElement()
                .satisfies(deviation -> assertThat(deviation.sentence())
                        .startsWith("miguel-phone was told of as rosa-ruiz's and is miguel-ruiz's"));
        evidence.decisions.put(
                BELOW_60, List.of(WrittenEvidence.decision(BELOW_60, "ben-ruiz", null, made.candidates())));
        assertThat(evidence.report().deviations())
                .singleElement()
                .satisfies(deviation ->
                        assertThat(deviation.sentence()).contains("for ben-ruiz and had to be for ana-ruiz"));
    }

    @Test
    void that_an_event_is_no_news_stands_at_the_event_and_at_no_candidate() {
        EventKey noChange = event("grades-07");
        List<Candidate> skipped = new ArrayList<>();
        day.district(MAPLE)
                .candidates(new StudentId("freja-lindqvist"))
                .forEach(device ->
                        skipped.add(new Decision.Skipped(device, evidence.user(noChange, device), Reason.NO_CHANGE)));
        evidence.decisions.put(noChange, List.of(evidence.decision(noChange, null, skipped)));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
    }

    @Test
    void that_nobody_is_known_stands_at_the_event_also_when_there_are_no_devices() {
        EventKey unknown = key(new Expectation.Nobody(Set.of(Reason.NO_AUDIENCE)));
        evidence.decisions.put(unknown, List.of(evidence.decision(unknown, null, List.of())));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
    }

    private EventKey key(Expectation expected) {
        return day.events()
                .filter(event -> event.expected().equals(expected))
                .map(EventKey::of)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_answer_of_the_front_door_that_is_not_the_written_one_is_told() {
        evidence.answers.replaceAll(answer -> new Answered(answer.event(), answer.mode(), 202, List.of(), 1));
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
        EventKey gated = event("attendance-15");
        List<Candidate> skipped = new ArrayList<>();
        day.district(MAPLE)
                .candidates(new StudentId("ben-ruiz"))
                .forEach(device -> skipped.add(
                        new Decision.Skipped(device, evidence.user(gated, device), Reason.CONTACT_PREFERENCE_OFF)));
        evidence.decisions.put(gated, List.of(WrittenEvidence.decision(gated, "ben-ruiz", null, skipped)));
        assertThat(evidence.report().deviations()).isEmpty();
        skipped.removeLast();
        evidence.decisions.put(gated, List.of(WrittenEvidence.decision(gated, "ben-ruiz", null, skipped)));
        assertThat(evidence.report().deviations()).extracting(Deviation::kind).containsExactly(Kind.REASON);
    }
}
