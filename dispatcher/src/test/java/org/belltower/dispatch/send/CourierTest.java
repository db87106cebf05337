package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.send.Pushes.NOON;
import static org.belltower.dispatch.send.Pushes.PHONE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.belltower.dispatch.binding.Bindings;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.Hold;
import org.belltower.dispatch.flow.Permit;
import org.belltower.dispatch.flow.Permits;
import org.belltower.dispatch.flow.Verdict;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.model.Category;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MalformedMessageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One push at a time, on the test's own thread, by a clock that moves when somebody waits.
class CourierTest {
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
    void an_accepted_push_is_written_down_and_then_completed_with_the_offset_of_its_outcome() {
        bindings.put(Pushes.binding());
        Push push = Pushes.push();
        carry(push);
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Accepted(Provider.APNS)));
        assertThat(outcomes.completed()).containsExactly("10 outcome 0");
        assertThat(permits.state(credential).inFlight()).isZero();
    }

    @Test
    void I_27_an_unknown_outcome_is_sent_again_under_the_same_id() {
        bindings.put(Pushes.binding());
        sender.answers(new SendOutcome.Unknown("deadline"), new SendOutcome.Accepted());
        Push push = Pushes.push();
        carry(push);
        assertThat(sender.sent()).extracting(ScriptedSender.Sent::push).containsExactly(push.id(), push.id());
        assertThat(outcomes.written()).hasSize(1);
    }

    @Test
    void a_retry_goes_to_the_token_that_is_current_then() {
        bindings.put(Pushes.binding());
        DeviceToken rotated = new DeviceToken("bb02");
        sender.answers(
                new SendOutcome.Retry("ServiceUnavailable", Duration.ofMinutes(15), SendOutcome.Whom.PUSH),
                new SendOutcome.Accepted());
        sender.afterFirst(() -> bindings.put(Pushes.binding(PHONE, Provider.APNS, rotated, 2)));
        carry(Pushes.push());
        assertThat(sender.sent())
                .extracting(ScriptedSender.Sent::token)
                .containsExactly(new DeviceToken("aa01"), rotated);
        assertThat(time.instant()).isAfterOrEqualTo(NOON.plus(Duration.ofMinutes(15)));
    }

    @Test
    void whoever_signs_out_while_a_push_waits_does_not_receive_it() {
        bindings.put(Pushes.binding());
        sender.answers(new SendOutcome.Unknown("deadline"));
        sender.afterFirst(() -> bindings.remove(Pushes.binding().key()));
        Push push = Pushes.push();
        carry(push);
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Skipped(Reason.NO_BINDING)));
    }

    @Test
    void a_push_is_parked_while_the_bindings_are_stale_and_obeys_what_was_written_meanwhile() {
        bindings.put(Pushes.binding());
        one.growOld();
        time.whileWaiting(() -> {
            bindings.put(
                    Pushes.binding(PHONE, Provider.APNS, null, 2, SessionState.SIGNED_OUT, Binding.Permission.ALLOWED));
            one.catchUp();
        });
        Push push = Pushes.push();
        carry(push);
        assertThat(sender.sent()).isEmpty();
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Skipped(Reason.SIGNED_OUT)));
        assertThat(time.instant()).as("woken, not waited").isEqualTo(NOON);
    }

    @Test
    void a_push_that_is_to_be_sent_again_is_parked_too_and_holds_no_permit_meanwhile() {
        bindings.put(Pushes.binding());
        sender.answers(new SendOutcome.Unknown("deadline"), new SendOutcome.Accepted());
        sender.afterFirst(one::growOld);
        AtomicBoolean parked = new AtomicBoolean();
        // First the pause before the second try, then the parking.
        time.whileWaiting(() -> time.whileWaiting(() -> {
            assertThat(sender.sent()).hasSize(1);
            assertThat(permits.state(credential).inFlight()).isZero();
            parked.set(true);
            one.catchUp();
        }));
        carry(Pushes.push());
        assertThat(parked).isTrue();
        assertThat(sender.sent()).hasSize(2);
    }

    @Test
    void a_push_whose_life_ends_while_it_is_parked_is_told_as_expired_once_it_is_known_that_nobody_else_has_it() {
        bindings.put(Pushes.binding());
        one.growOld();
        Push push = Pushes.push();
        whenExpired(push, () -> {
            assertThat(outcomes.written()).isEmpty();
            one.catchUp();
        });
        carry(push);
        assertThat(sender.sent()).isEmpty();
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Expired()));
    }

    private void whenExpired(Push push, Runnable then) {
        time.whileWaiting(() -> {
            if (time.instant().isBefore(push.expires())) {
                whenExpired(push, then);
            } else {
                then.run();
            }
        });
    }

    @Test
    void a_push_that_fails_to_its_end_is_expired_at_its_time() {
        bindings.put(Pushes.binding());
        sender.always(new SendOutcome.CredentialsRejected("InvalidProviderToken"));
        Push push = Pushes.push();
        carry(push);
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Expired()));
        assertThat(time.instant()).isEqualTo(push.expires());
    }

    @Test
    void a_malformed_push_fails_and_its_record_is_a_dead_letter_that_names_the_providers_word() {
        bindings.put(Pushes.binding());
        sender.answers(new SendOutcome.Malformed("PayloadTooLarge"));
        Push push = Pushes.push();
        carry(push);
        assertThat(outcomes.deadLetters()).containsExactly("APNS refused the push: PayloadTooLarge");
        assertThat(outcomes.written())
                .containsExactly(outcome(push, new Result.Failed(Provider.APNS, Reason.PUSH_REJECTED)));
    }

    @Test
    void a_record_that_nobody_can_read_is_a_dead_letter_and_done() {
        LaneRecord unreadable = outcomes.record(10, () -> {
            throw new MalformedMessageException("id", "is required");
        });
        one.carry(unreadable);
        assertThat(outcomes.deadLetters()).containsExactly("id is required");
        assertThat(outcomes.completed()).containsExactly("10 buried");
        assertThat(outcomes.written()).isEmpty();
    }

    @Test
    void I_2_a_push_that_nobody_can_read_ends_all_the_same_if_it_is_known_which_it_is() throws Exception {
        Push push = Pushes.push();
        LaneRecord unreadable = outcomes.record(
                10,
                () -> {
                    throw new MalformedMessageException("area", "must be one of [GRADES]");
                },
                Optional.of(new PushAddress(push.id(), push.district(), push.device())));
        one.carry(unreadable);
        assertThat(outcomes.deadLetters()).containsExactly("area must be one of [GRADES]");
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Skipped(Reason.PUSH_UNUSABLE)));
        assertThat(outcomes.completed()).containsExactly("10 outcome 0");
        assertThat(gate.awaitEmpty(0)).isTrue();
    }

    @Test
    void I_2_a_push_that_the_dispatcher_fails_on_ends() {
        bindings.put(Pushes.binding());
        sender.fails(new IllegalStateException("secret text"));
        Push push = Pushes.push();
        carry(push);
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Skipped(Reason.PUSH_UNUSABLE)));
    }

    @Test
    void a_defect_of_ours_ends_one_push_and_not_the_partition() {
        bindings.put(Pushes.binding());
        sender.fails(new IllegalStateException("secret text"));
        carry(Pushes.push());
        assertThat(outcomes.deadLetters()).containsExactly("defect: IllegalStateException");
        assertThat(outcomes.completed()).containsExactly("10 outcome 0");
        assertThat(permits.state(credential).inFlight()).isZero();
    }

    @Test
    void a_record_whose_outcome_cannot_be_written_down_is_neither_buried_nor_completed_and_holds_no_permit() {
        bindings.put(Pushes.binding());
        sender.afterFirst(outcomes::refuseOutcomes);
        carry(Pushes.push());
        assertThat(sender.sent()).hasSize(1);
        assertThat(outcomes.deadLetters()).isEmpty();
        assertThat(outcomes.completed()).isEmpty();
        assertThat(permits.state(credential).inFlight()).isZero();
    }

    @Test
    void a_dead_letter_that_cannot_be_written_down_is_told_and_its_record_not_completed() {
        outcomes.refuseDeadLetters();
        LaneRecord unreadable = outcomes.record(10, () -> {
            throw new MalformedMessageException("id", "is required");
        });
        assertThatThrownBy(() -> one.carry(unreadable)).isInstanceOf(UnwritableException.class);
        assertThat(outcomes.completed()).isEmpty();
    }

    @Test
    void nothing_of_a_withdrawn_assignment_is_sent_or_written() {
        bindings.put(Pushes.binding());
        gate.withdraw();
        carry(Pushes.push());
        assertThat(sender.sent()).isEmpty();
        assertThat(outcomes.written()).isEmpty();
        assertThat(outcomes.completed()).isEmpty();
    }

    @Test
    void what_is_out_when_the_assignment_is_withdrawn_is_written_down_and_not_sent_again() {
        bindings.put(Pushes.binding());
        sender.answers(new SendOutcome.Accepted());
        sender.afterFirst(gate::withdraw);
        Push push = Pushes.push();
        carry(push);
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Accepted(Provider.APNS)));
    }

    @Test
    void what_is_to_wait_long_gives_its_place_in_hand_away_with_how_often_it_failed() {
        bindings.put(Pushes.binding());
        outcomes.defer();
        sender.answers(new SendOutcome.Retry("ServiceUnavailable", Duration.ofMinutes(15), SendOutcome.Whom.PUSH));
        carry(Pushes.push());
        assertThat(outcomes.completed()).containsExactly("10 deferred");
        assertThat(outcomes.deferments())
                .singleElement()
                .returns(1, Deferment::failures)
                .returns(null, Deferment::heldBy)
                .satisfies(
                        deferment -> assertThat(deferment.due()).isAfterOrEqualTo(NOON.plus(Duration.ofMinutes(15))));
        assertThat(sender.sent()).hasSize(1);
        assertThat(time.instant()).isEqualTo(NOON);
    }

    @Test
    void what_is_to_wait_shortly_keeps_its_place_in_hand() {
        bindings.put(Pushes.binding());
        outcomes.defer();
        sender.answers(new SendOutcome.Unknown("deadline"), new SendOutcome.Unknown("deadline"));
        carry(Pushes.push());
        assertThat(outcomes.deferments()).isEmpty();
        assertThat(sender.sent()).hasSize(3);
    }

    @Test
    void a_push_that_waits_for_its_binding_is_not_deferred() {
        outcomes.defer();
        carry(Pushes.push());
        assertThat(outcomes.deferments()).isEmpty();
        assertThat(outcomes.written())
                .extracting(Outcome::result)
                .containsExactly(new Result.Skipped(Reason.NO_BINDING));
    }

    @Test
    void a_push_whose_apps_credentials_cannot_be_used_is_deferred_and_holds_up_nobody() {
        bindings.put(Pushes.binding());
        outcomes.defer();
        one.credentials(false);
        carry(Pushes.push());
        assertThat(outcomes.completed()).containsExactly("10 deferred");
        assertThat(outcomes.deferments())
                .containsExactly(
                        new Deferment(Pushes.FAMILY, NOON.plusSeconds(1), Hold.unusable(credential, Pushes.FAMILY), 0));
    }

    @Test
    void a_push_whose_provider_asks_for_time_for_all_waits_for_the_credential() {
        bindings.put(Pushes.binding());
        outcomes.defer();
        SendOutcome busy = new SendOutcome.Retry("QUOTA_EXCEEDED", Duration.ofMinutes(2), SendOutcome.Whom.CREDENTIAL);
        one.occupy().giveBack(busy.verdict());
        carry(Pushes.push());
        assertThat(sender.sent()).isEmpty();
        assertThat(outcomes.deferments())
                .singleElement()
                .returns(new Hold(credential, null, null), Deferment::heldBy)
                .returns(time.instant().plus(Duration.ofMinutes(2)), Deferment::due)
                .returns(0, Deferment::failures);
    }

    @Test
    void what_all_of_a_credential_wait_for_is_put_aside_also_if_it_is_a_second_only() {
        bindings.put(Pushes.binding());
        outcomes.defer();
        SendOutcome busy = new SendOutcome.Retry("QUOTA_EXCEEDED", Duration.ofSeconds(1), SendOutcome.Whom.CREDENTIAL);
        one.occupy().giveBack(busy.verdict());
        carry(Pushes.push());
        assertThat(outcomes.deferments()).hasSize(1);
    }

    @Test
    void what_all_wait_for_is_waited_for_in_hand_if_that_is_over_in_a_moment() {
        bindings.put(Pushes.binding());
        outcomes.defer();
        SendOutcome busy = new SendOutcome.Retry("QUOTA_EXCEEDED", Duration.ofMillis(200), SendOutcome.Whom.CREDENTIAL);
        one.occupy().giveBack(busy.verdict());
        carry(Pushes.push());
        assertThat(outcomes.deferments()).isEmpty();
        assertThat(sender.sent()).hasSize(1);
    }

    @Test
    void B11_a_push_whose_app_the_provider_refuses_waits_for_that_and_for_no_time() {
        bindings.put(Pushes.binding());
        outcomes.defer();
        for (int probe = 0; probe < 8; probe++) {
            time.moveTo(time.instant().plusSeconds(60));
            one.occupy().giveBack(new Verdict.Refused("InvalidProviderToken"));
        }
        carry(Pushes.push());
        assertThat(sender.sent()).isEmpty();
        assertThat(outcomes.deferments())
                .containsExactly(new Deferment(
                        Pushes.FAMILY, time.instant().plusSeconds(1), new Hold(credential, Pushes.FAMILY, null), 0));
    }

    @Test
    void a_push_whose_time_ends_while_it_waits_for_a_permit_does_not_leave() {
        bindings.put(Pushes.binding());
        Permit only = one.occupy();
        Push push = Pushes.push();
        carry(push);
        time.moveTo(push.expires());
        only.giveBack(new Verdict.Accepted());
        one.goOn();
        assertThat(sender.sent()).isEmpty();
        assertThat(outcomes.written()).containsExactly(outcome(push, new Result.Expired()));
    }

    @Test
    void a_push_whose_last_day_ends_while_it_waits_for_a_permit_does_not_leave() {
        bindings.put(Pushes.binding());
        Instant lastSecond =
                LocalDate.of(2026, 11, 21).atStartOfDay(Rights.ZONE).toInstant().minusSeconds(1);
        time.moveTo(lastSecond);
        Push push = Pushes.push(lastSecond, Category.GRADES, Pushes.PLACE, LocalDate.of(2026, 11, 20));
        Permit only = one.occupy();
        carry(push);
        time.moveTo(lastSecond.plusSeconds(1));
        only.giveBack(new Verdict.Accepted());
        one.goOn();
        assertThat(sender.sent()).isEmpty();
        assertThat(outcomes.written())
                .containsExactly(outcome(push, new Result.Skipped(Reason.RELATIONSHIP_NOT_CURRENT)));
    }

    @Test
    void I_19_a_device_that_is_told_a_lot_is_told_the_rest_at_its_pace() {
        bindings.put(Pushes.binding());
        List<Push> pushes = IntStream.range(0, OneCourier.AT_ONCE + 3)
                .mapToObj(event -> Pushes.push("e-" + event, PHONE, NOON, Pushes.TIME_TO_LIVE))
                .toList();
        List<Instant> sent = new ArrayList<>();
        for (Push push : pushes) {
            sender.beforeLastLook(() -> sent.add(time.instant()));
            carry(push);
        }
        assertThat(sent.subList(0, OneCourier.AT_ONCE)).containsOnly(NOON);
        assertThat(sent.subList(OneCourier.AT_ONCE, sent.size()))
                .containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(2), NOON.plusSeconds(3));
        assertThat(sender.sent()).hasSameSizeAs(pushes);
    }

    @Test
    void a_push_that_has_its_devices_place_keeps_it_when_it_is_sent_again() {
        bindings.put(Pushes.binding());
        SendOutcome again = new SendOutcome.Retry("goaway", Duration.ZERO, SendOutcome.Whom.NOT_PROCESSED);
        sender.answers(again, again, again, again, again);
        carry(Pushes.push());
        assertThat(sender.sent()).hasSize(OneCourier.AT_ONCE + 1);
        assertThat(time.instant()).isEqualTo(NOON);
    }

    @Test
    void a_push_that_is_woken_again_and_again_while_its_device_is_told_a_lot_keeps_its_promised_time() {
        bindings.put(Pushes.binding());
        for (int event = 0; event < OneCourier.AT_ONCE; event++) {
            carry(Pushes.push("e-" + event, PHONE, NOON, Pushes.TIME_TO_LIVE));
        }
        List<Instant> sent = new ArrayList<>();
        time.whileWaiting(() -> IntStream.range(0, 10_000).forEach(_ -> one.wakeAll()));
        sender.beforeLastLook(() -> sent.add(time.instant()));
        carry(Pushes.push("late", PHONE, NOON, Pushes.TIME_TO_LIVE));
        assertThat(sent).containsExactly(NOON.plusSeconds(1));
    }
}
