package org.belltower.local.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.compare.Evidence.Killed;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.local.suite.place.Service;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.change.EventId;
import org.belltower.model.push.PushId;
import org.junit.jupiter.api.Test;

/// Each push has arrived at noon and ended then; tests let it arrive before, or again.
class RepeatsTest {
    private static final DistrictId MAPLE = new DistrictId("maple-valley");
    private static final EventKey BELOW_60 =
            new EventKey(MAPLE, new EventId("maple-sis", "/sis/maple-valley", "assignments-04"));
    private static final Phone MIGUEL = new Phone(MAPLE, new DeviceId("miguel-phone"));
    private static final Phone ROSA = new Phone(MAPLE, new DeviceId("rosa-phone"));
    private static final Instant NOON = WrittenEvidence.NOON;
    private static final Instant BEFORE = NOON.minusSeconds(11);

    private final FirstDay day = FirstDayFiles.load();
    private final WrittenEvidence evidence = new WrittenEvidence(day, PhoneTokens.make(day, new Random(1)));

    private static PushId push(Phone phone) {
        return PushId.of(MAPLE, BELOW_60.id(), phone.device());
    }

    private void arriveBefore(Phone phone) {
        evidence.answered(phone, push(phone), 200, BEFORE);
        evidence.received.addFirst(evidence.received.removeLast());
    }

    private void kill(Service service, Instant at) {
        evidence.killed.add(new Killed(service, at));
        if (service == Service.DISPATCHER) {
            evidence.unanswered.add(Map.of());
        }
    }

    @Test
    void a_push_that_arrived_twice_is_a_duplicate_and_all_that_was_seen_of_it_is_told() {
        arriveBefore(MIGUEL);
        assertThat(evidence.report().deviations())
                .containsExactly(new Deviation(
                        Kind.DUPLICATE,
                        "miguel-phone (maple-valley) received the same push 2 times of assignments-04 \"Equal is not"
                                + " below\" (A6, I-14): " + push(MIGUEL)
                                + ", 200 at 2026-11-20T11:59:49Z, 200 at 2026-11-20T12:00:00Z, ended at"
                                + " 2026-11-20T12:00:00Z"));
    }

    @Test
    void a_push_without_outcome_when_the_dispatcher_was_killed_may_arrive_once_more() {
        arriveBefore(MIGUEL);
        kill(Service.DISPATCHER, NOON.minusSeconds(10));
        Report report = evidence.report();
        assertThat(report.deviations()).isEmpty();
        assertThat(report.excused()).isEqualTo(1);
        assertThat(Summary.of(report)).anyMatch(line -> line.startsWith("Killed         dispatcher; 1 pushes"));
    }

    @Test
    void a_kill_excuses_one_more_arrival_and_not_two() {
        arriveBefore(MIGUEL);
        arriveBefore(MIGUEL);
        kill(Service.DISPATCHER, NOON.minusSeconds(10));
        assertThat(evidence.report().count(Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void a_push_that_arrives_twice_after_the_kill_is_not_excused_by_it() {
        arriveBefore(MIGUEL);
        kill(Service.DISPATCHER, BEFORE.minusSeconds(10));
        assertThat(evidence.report().count(Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void a_push_with_an_outcome_before_the_kill_may_not_arrive_again() {
        evidence.answered(MIGUEL, push(MIGUEL), 200, NOON.plusSeconds(10));
        kill(Service.DISPATCHER, NOON.plusSeconds(1));
        assertThat(evidence.report().count(Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void killing_another_service_excuses_nothing() {
        arriveBefore(MIGUEL);
        kill(Service.RULES_EVALUATOR, NOON.minusSeconds(10));
        assertThat(evidence.report().count(Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void of_several_kills_the_dispatchers_alone_excuses() {
        arriveBefore(MIGUEL);
        kill(Service.EVENT_INGEST, NOON.minusSeconds(30));
        kill(Service.DISPATCHER, NOON.minusSeconds(10));
        kill(Service.DEVICE_REGISTRY, NOON.plusSeconds(10));
        assertThat(evidence.report().deviations()).isEmpty();
        assertThat(Summary.of(evidence.report()))
                .anyMatch(
                        line -> line.startsWith("Killed         event-ingest, dispatcher, device-registry; 1 pushes"));
    }

    @Test
    void a_kill_excuses_nothing_that_arrived_longer_before_it_than_a_send_may_take() {
        evidence.answered(MIGUEL, push(MIGUEL), 200, NOON.minusSeconds(600));
        evidence.received.addFirst(evidence.received.removeLast());
        kill(Service.DISPATCHER, NOON.minusSeconds(10));
        assertThat(evidence.report().deviations())
                .singleElement()
                .satisfies(deviation -> assertThat(deviation.sentence())
                        .contains("200 at 2026-11-20T11:50:00Z, 200 at 2026-11-20T12:00:00Z"));
    }

    @Test
    void a_push_that_waited_after_a_send_without_an_answer_may_arrive_in_the_next_life_however_late() {
        evidence.answered(MIGUEL, push(MIGUEL), 200, NOON.minusSeconds(600));
        evidence.received.addFirst(evidence.received.removeLast());
        kill(Service.DISPATCHER, NOON.minusSeconds(10));
        evidence.unanswered.set(0, Map.of(push(MIGUEL), 1));
        Report report = evidence.report();
        assertThat(report.deviations()).isEmpty();
        assertThat(List.of(report.excused(), report.repeated())).containsExactly(0, 1);
    }

    @Test
    void a_push_whose_send_had_no_answer_may_arrive_again_if_the_dispatcher_logged_it() {
        arriveBefore(MIGUEL);
        evidence.unanswered.set(0, Map.of(push(MIGUEL), 1));
        Report report = evidence.report();
        assertThat(report.deviations()).isEmpty();
        assertThat(report.repeated()).isEqualTo(1);
        assertThat(Summary.of(report)).anyMatch(line -> line.startsWith("Unanswered     1 sends, "));
    }

    @Test
    void more_repeats_than_the_dispatcher_logged_are_not_excused() {
        arriveBefore(MIGUEL);
        arriveBefore(MIGUEL);
        evidence.unanswered.set(0, Map.of(push(MIGUEL), 1));
        assertThat(evidence.report().count(Kind.DUPLICATE)).isEqualTo(1);
        evidence.unanswered.set(0, Map.of(push(MIGUEL), 2));
        assertThat(evidence.report().deviations()).isEmpty();
    }

    @Test
    void what_the_dispatcher_logged_of_another_push_excuses_nothing() {
        arriveBefore(MIGUEL);
        evidence.unanswered.set(0, Map.of(push(ROSA), 5));
        assertThat(evidence.report().count(Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void what_the_dispatcher_logged_in_another_life_excuses_nothing() {
        arriveBefore(MIGUEL);
        kill(Service.DISPATCHER, NOON.plusSeconds(10));
        evidence.unanswered.set(1, Map.of(push(MIGUEL), 5));
        assertThat(evidence.report().count(Kind.DUPLICATE)).isEqualTo(1);
        evidence.unanswered.set(0, Map.of(push(MIGUEL), 1));
        assertThat(evidence.report().deviations()).isEmpty();
    }

    @Test
    void a_push_that_had_its_answer_may_arrive_again_only_by_a_send_that_was_given_up() {
        evidence.answered(ROSA, push(ROSA), 200, NOON.plusSeconds(7));
        assertThat(evidence.report().deviations())
                .singleElement()
                .satisfies(deviation -> assertThat(deviation.sentence()).startsWith("rosa-phone (maple-valley)"));
        evidence.unanswered.set(0, Map.of(push(ROSA), 1));
        assertThat(evidence.report().deviations()).isEmpty();
        evidence.answered(ROSA, push(ROSA), 200, NOON.plusSeconds(8));
        assertThat(evidence.report().count(Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void what_arrives_later_after_the_answer_than_a_send_may_take_was_not_given_up_before() {
        evidence.answered(ROSA, push(ROSA), 200, NOON.plusMillis(10_001));
        evidence.unanswered.set(0, Map.of(push(ROSA), 5));
        assertThat(evidence.report().count(Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void a_push_may_arrive_again_in_one_life_and_in_the_next() {
        arriveBefore(MIGUEL);
        arriveBefore(MIGUEL);
        kill(Service.DISPATCHER, NOON.minusSeconds(10));
        evidence.unanswered.set(0, Map.of(push(MIGUEL), 1));
        Report report = evidence.report();
        assertThat(report.deviations()).isEmpty();
        assertThat(List.of(report.excused(), report.repeated())).containsExactly(1, 1);
    }
}
