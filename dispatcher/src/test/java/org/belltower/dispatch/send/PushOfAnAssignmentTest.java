package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.NOON;
import static org.belltower.dispatch.send.Pushes.PHONE;

import java.time.Duration;
import java.time.Instant;
import org.belltower.dispatch.binding.Bindings;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.Ownership;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.Permit;
import org.belltower.dispatch.flow.Permits;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of a push whose assignment is withdrawn, in doubt or lost. As in [CourierTest], one at a time.
class PushOfAnAssignmentTest {
    private final OneCourier one = new OneCourier();
    private final SteppedTime time = one.time;
    private final ScriptedSender sender = one.sender;
    private final RecordedOutcomes outcomes = one.outcomes;
    private final Bindings bindings = one.bindings();
    private final Permits permits = one.permits;
    private final Credential credential = one.credential;
    private final AssignmentGate gate = one.gate;

    @BeforeEach
    void open() {
        one.open();
    }

    private void carry(Push push) {
        one.carry(push);
    }

    private Outcome outcome(Push push, Result result) {
        return new Outcome(
                push.id(), push.district(), push.device(), time.instant(), RecordedOutcomes.place(10), result);
    }

    @Test
    void a_push_waits_while_its_assignment_may_be_over_without_our_knowing() {
        bindings.put(Pushes.binding());
        one.ownership.set(Ownership.IN_DOUBT);
        Push push = Pushes.push();
        time.whileWaiting(() -> {
            assertThat(sender.sent()).isEmpty();
            one.ownership.set(Ownership.OURS);
        });
        carry(push);
        assertThat(sender.sent()).hasSize(1);
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Accepted(Provider.APNS)));
    }

    @Test
    void a_push_that_has_a_permit_does_not_leave_while_its_assignment_may_be_over_without_our_knowing() {
        bindings.put(Pushes.binding());
        sender.beforeLastLook(() -> one.ownership.set(Ownership.IN_DOUBT));
        Push push = Pushes.push();
        time.whileWaiting(() -> {
            assertThat(sender.sent()).isEmpty();
            assertThat(permits.state(credential).inFlight()).isZero();
            one.ownership.set(Ownership.OURS);
        });
        carry(push);
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Accepted(Provider.APNS)));
    }

    @Test
    void a_push_that_is_parked_is_left_when_the_assignment_is_withdrawn() {
        bindings.put(Pushes.binding());
        one.growOld();
        time.whileWaiting(gate::withdraw);
        carry(Pushes.push());
        assertThat(sender.sent()).isEmpty();
        assertThat(outcomes.written()).isEmpty();
    }

    @Test
    void an_answer_that_comes_when_the_assignment_is_lost_is_left_to_the_next_owner() {
        bindings.put(Pushes.binding());
        sender.afterFirst(gate::lose);
        carry(Pushes.push());
        assertThat(sender.sent()).hasSize(1);
        assertThat(outcomes.written()).isEmpty();
        assertThat(outcomes.completed()).isEmpty();
        assertThat(outcomes.left()).containsExactly(10L);
        assertThat(isEmpty(gate)).as("the next assignment waits for nothing").isTrue();
    }

    @Test
    void an_answer_that_was_not_written_down_ends_the_push_if_its_record_comes_again() {
        bindings.put(Pushes.binding());
        Instant answered = time.instant();
        sender.afterFirst(gate::lose);
        Push push = Pushes.push();
        carry(push);
        time.moveTo(answered.plusSeconds(60));
        AssignmentGate next = new AssignmentGate();
        one.carry(outcomes.record(10, push), next);
        assertThat(sender.sent()).as("not again").hasSize(1);
        assertThat(outcomes.written())
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.result()).isEqualTo(new Result.Accepted(Provider.APNS)),
                        outcome -> assertThat(outcome.at()).isEqualTo(answered));
        assertThat(outcomes.completed()).containsExactly("10 outcome 0");
        assertThat(isEmpty(next)).isTrue();
    }

    @Test
    void an_answer_that_was_not_written_down_is_kept_when_the_next_assignment_is_withdrawn_at_once() {
        bindings.put(Pushes.binding());
        sender.afterFirst(gate::lose);
        Push push = Pushes.push();
        carry(push);
        AssignmentGate withdrawn = new AssignmentGate();
        withdrawn.withdraw();
        one.carry(outcomes.record(10, push), withdrawn);
        one.carry(outcomes.record(10, push), new AssignmentGate());
        assertThat(sender.sent()).hasSize(1);
        assertThat(outcomes.written()).hasSize(1);
        assertThat(outcomes.left()).containsExactly(10L, 10L);
    }

    @Test
    void another_push_at_the_same_place_is_sent() {
        bindings.put(Pushes.binding());
        sender.afterFirst(gate::lose);
        carry(Pushes.push());
        one.carry(outcomes.record(10, Pushes.push("e-2", PHONE, NOON, Pushes.TIME_TO_LIVE)), new AssignmentGate());
        assertThat(sender.sent()).hasSize(2);
    }

    @Test
    void a_push_that_waits_is_left_when_the_assignment_is_withdrawn() {
        bindings.put(Pushes.binding());
        sender.answers(new SendOutcome.Unknown("deadline"));
        sender.afterFirst(gate::withdraw);
        carry(Pushes.push());
        assertThat(sender.sent()).hasSize(1);
        assertThat(outcomes.written()).isEmpty();
        assertThat(permits.state(credential).inFlight()).isZero();
    }

    @Test
    void what_is_to_wait_long_is_not_put_aside_while_its_assignment_may_be_over_without_our_knowing() {
        bindings.put(Pushes.binding());
        outcomes.defer();
        Permit only = one.occupy();
        carry(Pushes.push());
        one.ownership.set(Ownership.IN_DOUBT);
        only.giveBack(
                new SendOutcome.Retry("QUOTA_EXCEEDED", Duration.ofMinutes(2), SendOutcome.Whom.CREDENTIAL).verdict());
        assertThat(outcomes.deferments()).isEmpty();
        one.ownership.set(Ownership.OURS);
        one.goOn();
        assertThat(outcomes.deferments()).hasSize(1);
    }

    private static boolean isEmpty(AssignmentGate gate) {
        try {
            return gate.awaitEmpty(0);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
