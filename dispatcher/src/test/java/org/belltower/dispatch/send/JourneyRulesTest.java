package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.EPOCH;
import static org.belltower.dispatch.send.Pushes.FAMILY;
import static org.belltower.dispatch.send.Pushes.GUARDIAN;
import static org.belltower.dispatch.send.Pushes.NOON;
import static org.belltower.dispatch.send.Pushes.PHONE;
import static org.belltower.dispatch.send.Pushes.TIME_TO_LIVE;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.revocation.Withdrawn;
import org.belltower.dispatch.send.SendOutcome.Whom;
import org.belltower.dispatch.settings.CurrentSettings;
import org.belltower.model.Area;
import org.belltower.model.Category;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.service.failure.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JourneyRulesTest {
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration RECHECK = Duration.ofMillis(100);
    private static final Route ROUTE = new Route(
            FAMILY, new Credential(Provider.APNS, "TEAM/production"), (_, _, _, _) -> PushSender.Attempt.OVER);
    private static final Journey JOURNEY = Journey.begin(Pushes.push(), 0, NOON);
    private static final Known BOUND = known(Optional.of(Pushes.binding()));
    private static final Known UNBOUND = known(Optional.empty());

    private final JourneyRules rules = new JourneyRules(
            new Routes(List.of(ROUTE)),
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1)),
            WAIT,
            RECHECK);

    private static Known known(Optional<Binding> binding) {
        CurrentSettings open = new CurrentSettings();
        Rights.all(1).forEach(open::put);
        return new Known.Current(open, Withdrawn.NOTHING, binding);
    }

    private Step next(Binding binding) {
        return rules.next(JOURNEY, known(Optional.of(binding)), NOON);
    }

    private static Step skipped(Reason reason) {
        return new Step.Finish(new Result.Skipped(reason));
    }

    @Test
    void a_push_whose_binding_allows_it_is_sent_to_the_token_that_is_current_now() {
        DeviceToken current = new DeviceToken("bb02");
        assertThat(next(Pushes.binding(PHONE, Provider.APNS, current, 2)))
                .isEqualTo(new Step.Send(ROUTE, current, 2, false, true));
    }

    @Test
    void while_the_bindings_are_stale_a_push_is_neither_sent_nor_ended_but_parked() {
        Instant expires = NOON.plus(TIME_TO_LIVE);
        assertThat(rules.next(JOURNEY, new Known.Stale(), NOON)).isEqualTo(new Step.Park());
        assertThat(rules.next(JOURNEY, new Known.Stale(), NOON.plus(WAIT))).isEqualTo(new Step.Park());
        assertThat(rules.next(JOURNEY, new Known.Stale(), expires)).isEqualTo(new Step.Park());
    }

    @Test
    void an_unknown_device_is_waited_for_and_then_skipped() {
        assertThat(rules.next(JOURNEY, UNBOUND, NOON)).isEqualTo(new Step.Wait(NOON.plus(RECHECK)));
        assertThat(rules.next(JOURNEY, UNBOUND, NOON.plusMillis(4_950))).isEqualTo(new Step.Wait(NOON.plus(WAIT)));
        assertThat(rules.next(JOURNEY, UNBOUND, NOON.plus(WAIT))).isEqualTo(skipped(Reason.NO_BINDING));
    }

    @Test
    void a_push_for_a_later_sign_in_waits_for_its_binding_and_is_then_skipped() {
        Known earlier = known(Optional.of(Pushes.binding(GUARDIAN, EPOCH - 1)));
        assertThat(rules.next(JOURNEY, earlier, NOON)).isEqualTo(new Step.Wait(NOON.plus(RECHECK)));
        assertThat(rules.next(JOURNEY, earlier, NOON.plus(WAIT))).isEqualTo(skipped(Reason.OTHER_SESSION));
    }

    @Test
    void a_push_for_an_earlier_sign_in_is_skipped_at_once() {
        assertThat(next(Pushes.binding(GUARDIAN, EPOCH + 1))).isEqualTo(skipped(Reason.OTHER_SESSION));
    }

    @Test
    void a_push_for_another_person_on_the_device_is_skipped_at_once() {
        assertThat(next(Pushes.binding(new PersonId("g-2"), EPOCH))).isEqualTo(skipped(Reason.OTHER_SESSION));
    }

    @Test
    void only_a_session_kept_by_stay_logged_in_receives() {
        assertThat(next(Pushes.binding(SessionState.SIGNED_OUT, Binding.Permission.ALLOWED, Set.of(Category.GRADES))))
                .isEqualTo(skipped(Reason.SIGNED_OUT));
        assertThat(next(Pushes.binding(SessionState.NOT_KEPT, Binding.Permission.ALLOWED, Set.of(Category.GRADES))))
                .isEqualTo(skipped(Reason.NOT_STAY_LOGGED_IN));
    }

    @Test
    void a_denied_permission_stops_a_push_and_an_unknown_one_does_not() {
        assertThat(next(Pushes.binding(SessionState.KEPT, Binding.Permission.DENIED, Set.of(Category.GRADES))))
                .isEqualTo(skipped(Reason.PERMISSION_DENIED));
        assertThat(next(Pushes.binding(SessionState.KEPT, Binding.Permission.UNKNOWN, Set.of(Category.GRADES))))
                .isInstanceOf(Step.Send.class);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true, true",
        "true, true, false, false",
        "true, false, true, false",
        "false, true, true, false",
        "true, false, false, false"
    })
    void C7_what_happened_is_said_only_if_it_was_worded_and_both_consent_now(
            boolean worded, boolean district, boolean user, boolean inDetail) {
        CurrentSettings settings = new CurrentSettings();
        Rights.all(1).forEach(settings::put);
        settings.put(Rights.detail(2, district));
        Known known = new Known.Current(settings, Withdrawn.NOTHING, Optional.of(Pushes.consenting(1, user)));
        Journey journey = worded ? Journey.begin(Pushes.detailed(), 0, NOON) : JOURNEY;
        assertThat(rules.next(journey, known, NOON))
                .isInstanceOfSatisfying(
                        Step.Send.class, send -> assertThat(send.inDetail()).isEqualTo(inDetail));
    }

    @Test
    void A16_a_push_opens_its_area_only_if_the_app_of_the_device_is_known_to_have_it() {
        CurrentSettings settings = new CurrentSettings();
        Rights.all(1).forEach(settings::put);
        Known known = new Known.Current(settings, Withdrawn.NOTHING, Optional.of(Pushes.binding()));
        Step into = rules.next(JOURNEY, known, NOON);
        assertThat(into).isEqualTo(new Step.Send(ROUTE, new DeviceToken("aa01"), 1, false, true));

        settings.put(Rights.app(2, EnumSet.complementOf(EnumSet.of(Area.GRADES))));
        Step elsewhere = new Step.Send(ROUTE, new DeviceToken("aa01"), 1, false, false);
        assertThat(rules.next(JOURNEY, known, NOON)).isEqualTo(elsewhere);

        settings.remove(Rights.app(3, Set.of()).key());
        assertThat(rules.next(JOURNEY, known, NOON))
                .as("at once, without waiting for it")
                .isEqualTo(elsewhere);
    }

    @Test
    void A17_a_device_that_the_district_does_not_support_receives_nothing() {
        assertThat(next(Pushes.unsupported(1))).isEqualTo(skipped(Reason.UNSUPPORTED_DEVICE));
    }

    @Test
    void a_category_that_is_off_now_stops_what_is_queued() {
        assertThat(next(Pushes.binding(SessionState.KEPT, Binding.Permission.ALLOWED, Set.of(Category.ATTENDANCE))))
                .isEqualTo(skipped(Reason.NOT_SUBSCRIBED));
    }

    @Test
    void I_43_a_mandatory_category_is_on_whatever_was_chosen_and_stops_when_it_is_mandatory_no_longer() {
        Binding off = Pushes.binding(SessionState.KEPT, Binding.Permission.ALLOWED, Set.of());
        CurrentSettings settings = new CurrentSettings();
        Rights.all(1).forEach(settings::put);
        Known known = new Known.Current(settings, Withdrawn.NOTHING, Optional.of(off));

        settings.put(Rights.mandatory(2, Set.of(Category.GRADES)));
        assertThat(rules.next(JOURNEY, known, NOON)).isInstanceOf(Step.Send.class);

        settings.put(Rights.mandatory(3, Set.of(Category.ATTENDANCE)));
        assertThat(rules.next(JOURNEY, known, NOON)).isEqualTo(skipped(Reason.NOT_SUBSCRIBED));
    }

    @Test
    void a_mandatory_category_passes_no_other_gate() {
        CurrentSettings settings = new CurrentSettings();
        Rights.all(1).forEach(settings::put);
        settings.put(Rights.mandatory(2, Set.of(Category.GRADES)));
        assertThat(List.of(SessionState.NOT_KEPT, SessionState.SIGNED_OUT))
                .extracting(session -> Pushes.binding(session, Binding.Permission.ALLOWED, Set.of()))
                .extracting(binding ->
                        rules.next(JOURNEY, new Known.Current(settings, Withdrawn.NOTHING, Optional.of(binding)), NOON))
                .containsExactly(skipped(Reason.NOT_STAY_LOGGED_IN), skipped(Reason.SIGNED_OUT));
        Binding denied = Pushes.binding(SessionState.KEPT, Binding.Permission.DENIED, Set.of());
        assertThat(rules.next(JOURNEY, new Known.Current(settings, Withdrawn.NOTHING, Optional.of(denied)), NOON))
                .isEqualTo(skipped(Reason.PERMISSION_DENIED));
    }

    @Test
    void a_device_without_a_token_is_skipped() {
        assertThat(next(Pushes.binding(PHONE, Provider.APNS, null, 2))).isEqualTo(skipped(Reason.NO_TOKEN));
    }

    @Test
    void an_app_without_credentials_for_the_provider_is_skipped() {
        assertThat(next(Pushes.binding(PHONE, Provider.FCM, new DeviceToken("cc"), 1)))
                .isEqualTo(skipped(Reason.APP_NOT_CONFIGURED));
    }

    @Test
    void while_the_credentials_of_its_app_cannot_be_used_a_push_waits_until_it_expires() {
        Credential broken = new Credential(Provider.APNS, "north/family");
        JourneyRules closed = new JourneyRules(
                (_, _, _) -> new Outlet.Closed(broken, "UNKNOWN_KEY", "the key is not there"),
                rules.retries(),
                WAIT,
                RECHECK);
        Instant expires = NOON.plus(TIME_TO_LIVE);
        assertThat(closed.next(JOURNEY, BOUND, NOON)).isEqualTo(new Step.Closed(FAMILY, broken, expires));
        assertThat(closed.next(JOURNEY, BOUND, expires.minusMillis(1)))
                .isEqualTo(new Step.Closed(FAMILY, broken, expires));
        assertThat(closed.next(JOURNEY, BOUND, expires)).isEqualTo(new Step.Finish(new Result.Expired()));
    }

    @Test
    void a_push_expires_at_its_time_whatever_else_is_true() {
        Instant expires = NOON.plus(TIME_TO_LIVE);
        assertThat(rules.next(JOURNEY, BOUND, expires.minusMillis(1))).isInstanceOf(Step.Send.class);
        assertThat(rules.next(JOURNEY, BOUND, expires)).isEqualTo(new Step.Finish(new Result.Expired()));
        assertThat(rules.next(JOURNEY, UNBOUND, expires)).isEqualTo(new Step.Finish(new Result.Expired()));
    }

    @Test
    void a_push_is_not_sent_again_before_the_provider_allows_and_expires_if_that_is_too_late() {
        SendOutcome.Retry quarter = new SendOutcome.Retry("InternalServerError", Duration.ofMinutes(15), Whom.PUSH);
        Journey again = rules.again(JOURNEY, quarter, NOON);
        assertThat(again.failures()).isEqualTo(1);
        assertThat(again.notBefore())
                .isBetween(NOON.plus(Duration.ofMinutes(15)), NOON.plus(Duration.ofSeconds(15 * 66)));
        assertThat(rules.next(again, BOUND, NOON)).isEqualTo(new Step.Wait(again.notBefore()));

        SendOutcome.Retry tooLate = new SendOutcome.Retry("UNAVAILABLE", TIME_TO_LIVE.multipliedBy(2), Whom.CREDENTIAL);
        assertThat(rules.next(rules.again(JOURNEY, tooLate, NOON), BOUND, NOON))
                .isEqualTo(new Step.Wait(NOON.plus(TIME_TO_LIVE)));
    }

    @Test
    void what_may_have_been_taken_in_and_what_our_credentials_caused_is_sent_again_soon() {
        for (SendOutcome.Passing passing :
                List.of(new SendOutcome.Unknown("deadline"), new SendOutcome.CredentialsRejected("BadTopic"))) {
            assertThat(rules.again(JOURNEY, passing, NOON).notBefore())
                    .isBetween(NOON.plusMillis(500), NOON.plusSeconds(1));
        }
    }

    @Test
    void what_nobody_has_looked_at_is_sent_again_at_once_but_not_for_ever() {
        SendOutcome.Retry goneAway = new SendOutcome.Retry("GOAWAY", Duration.ZERO, Whom.NOT_PROCESSED);
        Journey journey = JOURNEY;
        for (int failure = 1; failure <= 5; failure++) {
            journey = rules.again(journey, goneAway, NOON);
            assertThat(journey.notBefore()).isEqualTo(NOON);
        }
        assertThat(rules.again(journey, goneAway, NOON).notBefore()).isAfter(NOON);
    }

    @Test
    void the_proof_of_a_tokens_death_names_the_token_that_was_sent_to() {
        assertThat(JourneyRules.result(new SendOutcome.TokenDead(NOON), Provider.APNS, 7))
                .isEqualTo(new Result.TokenDead(Provider.APNS, 7, NOON));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void a_refused_token_is_named_by_its_version(Provider provider) {
        assertThat(JourneyRules.result(new SendOutcome.TokenRejected(), provider, 7))
                .isEqualTo(new Result.Failed(provider, Reason.TOKEN_REJECTED, 7L));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void every_other_end_has_its_result(Provider provider) {
        assertThat(JourneyRules.result(new SendOutcome.Accepted(), provider, 1))
                .isEqualTo(new Result.Accepted(provider));
        assertThat(JourneyRules.result(new SendOutcome.TokenNotForApp(), provider, 1))
                .isEqualTo(new Result.Failed(provider, Reason.TOKEN_NOT_FOR_APP));
        assertThat(JourneyRules.result(new SendOutcome.Malformed("BadPath"), provider, 1))
                .isEqualTo(new Result.Failed(provider, Reason.PUSH_REJECTED));
    }
}
