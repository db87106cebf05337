package org.belltower.registry.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;
import org.belltower.model.AppId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.device.Device;
import org.belltower.registry.device.Moment;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.Suspicion;
import org.belltower.registry.platform.Support;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// C9, I-25, R7, R8.
class TokenVerdictTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final PersonId ANA = new PersonId("ana");
    private static final String PRODUCTION = "PRODUCTION";
    private static final LaneCount MOST_ACCEPTED = new LaneCount(2, 1);
    private static final Registration REGISTRATION = new Registration(
            new AppId("family"), Provider.APNS, new DeviceToken("0f157a"), true, Permission.ALLOWED, null, null);
    private static final Support SUPPORTED = new Support.Supported();

    /// Signed in at noon, with the first token.
    private static final Device ANAS = Device.installed(REGISTRATION, ANA, SUPPORTED, new Moment(NOON, 1));

    static Stream<Arguments> proofs() {
        Device toldAgain = ANAS.registered(REGISTRATION, ANA, SUPPORTED, true, new Moment(minutes(30), 2));
        Device rotated = ANAS.rotated(new DeviceToken("5ec04d"), false, new Moment(minutes(30), 2));
        return Stream.of(
                proof("Apple saw it die after it was told", ANAS, 1, minutes(1), null),
                proof("Apple saw it die before it was told", ANAS, 1, minutes(-1), Retirement.Kept.REGISTERED_SINCE),
                proof("Apple saw it die when it was told", ANAS, 1, NOON, Retirement.Kept.REGISTERED_SINCE),
                proof("the app told it again since", toldAgain, 1, minutes(29), Retirement.Kept.REGISTERED_SINCE),
                proof("it died after the app told it again", toldAgain, 1, minutes(31), null),
                proof("another one was told since", rotated, 1, minutes(31), Retirement.Kept.OTHER_TOKEN),
                proof("the other one died", rotated, 2, minutes(31), null),
                proof("Firebase does not say when", ANAS, 1, null, null),
                proof("Firebase, and another was told since", rotated, 1, null, Retirement.Kept.OTHER_TOKEN),
                proof("it is gone already", ANAS.withoutToken(), 1, minutes(1), Retirement.Kept.NO_TOKEN));
    }

    private static Arguments proof(
            String what, Device device, long version, @Nullable Instant died, Retirement.@Nullable Kept objection) {
        return Arguments.of(what, device, version, died, objection);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proofs")
    void R8_a_token_is_retired_on_proof_about_itself_that_is_newer_than_its_last_registration(
            String what, Device device, long version, @Nullable Instant died, Retirement.@Nullable Kept objection) {
        Retirement retirement =
                TokenVerdict.died(device, new Result.TokenDead(Provider.APNS, version, died), minutes(40));

        assertThat(retirement)
                .as(what)
                .isEqualTo(objection == null ? new Retirement.Retired(device.withoutToken()) : objection);
    }

    @Test
    void I_25_a_token_that_was_told_again_while_the_send_was_on_its_way_is_kept() {
        Device toldAgain = ANAS.registered(REGISTRATION, ANA, SUPPORTED, true, new Moment(minutes(30), 2));
        Result.TokenDead proof = new Result.TokenDead(Provider.FCM, 1, null);

        assertThat(TokenVerdict.died(toldAgain, proof, minutes(30).plusSeconds(10)))
                .isEqualTo(Retirement.Kept.REGISTERED_SINCE);
        assertThat(TokenVerdict.died(toldAgain, proof, minutes(30).plusSeconds(12)))
                .isInstanceOf(Retirement.Retired.class);
    }

    @Test
    void I_25_what_firebase_said_before_the_app_told_the_token_again_does_not_hold() {
        Device toldAgain = ANAS.registered(REGISTRATION, ANA, SUPPORTED, true, new Moment(minutes(30), 2));

        assertThat(TokenVerdict.died(toldAgain, new Result.TokenDead(Provider.FCM, 1, null), minutes(29)))
                .isEqualTo(Retirement.Kept.REGISTERED_SINCE);
    }

    @Test
    void a_retired_token_takes_its_suspicion_along_and_leaves_the_session() {
        Device suspect = suspect(ANAS, 1);

        assertThat(TokenVerdict.died(suspect, new Result.TokenDead(Provider.APNS, 1, minutes(2)), minutes(3)))
                .isInstanceOfSatisfying(Retirement.Retired.class, retired -> {
                    assertThat(retired.device().token()).isNull();
                    assertThat(retired.device().standing().suspicion()).isNull();
                    assertThat(retired.device().session()).isEqualTo(ANAS.session());
                    assertThat(retired.device().sessionEpoch()).isEqualTo(ANAS.sessionEpoch());
                });
    }

    static Stream<Arguments> rejections() {
        Function<Device, Device> same = device -> device;
        Function<Device, Device> toldAgain =
                device -> device.registered(REGISTRATION, ANA, SUPPORTED, true, new Moment(minutes(30), 2));
        Function<Device, Device> accepted =
                device -> TokenVerdict.accepted(device, minutes(30)).orElseThrow();
        return Stream.of(
                Arguments.of("within the hour", same, 60, MOST_ACCEPTED, PRODUCTION, Retirement.Kept.TOO_SOON),
                Arguments.of("an hour later", same, 61, MOST_ACCEPTED, PRODUCTION, null),
                Arguments.of(
                        "most are refused", same, 61, new LaneCount(1, 2), PRODUCTION, Retirement.Kept.OTHERS_REFUSED),
                Arguments.of(
                        "as many are refused",
                        same,
                        61,
                        new LaneCount(1, 1),
                        PRODUCTION,
                        Retirement.Kept.OTHERS_REFUSED),
                Arguments.of(
                        "R7: none are accepted",
                        same,
                        6_000,
                        new LaneCount(0, 128),
                        PRODUCTION,
                        Retirement.Kept.OTHERS_REFUSED),
                Arguments.of(
                        "nothing is known of others",
                        same,
                        61,
                        new LaneCount(0, 1),
                        PRODUCTION,
                        Retirement.Kept.OTHERS_REFUSED),
                Arguments.of("the environment is another", same, 61, MOST_ACCEPTED, "SANDBOX", new Anew()),
                Arguments.of("the app told the token again", toldAgain, 90, MOST_ACCEPTED, PRODUCTION, new Anew()),
                Arguments.of("it was accepted meanwhile", accepted, 90, MOST_ACCEPTED, PRODUCTION, new Anew()));
    }

    /// It is suspected as if for the first time.
    private record Anew() {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejections")
    void a_token_is_retired_when_it_is_refused_again_an_hour_later_while_most_others_are_accepted(
            String what,
            Function<Device, Device> meanwhile,
            int minute,
            LaneCount lane,
            String environment,
            @Nullable Object expected) {
        Device device = meanwhile.apply(suspect(ANAS, 1));

        Retirement retirement = TokenVerdict.rejected(device, rejection(1, minute), environment, lane);

        Object instead = switch (expected) {
            case null -> new Retirement.Retired(device.withoutToken());
            case Anew _ -> new Retirement.Suspected(device.suspected(new Suspicion(minutes(minute), environment)));
            default -> expected;
        };
        assertThat(retirement).as(what).isEqualTo(instead);
    }

    @Test
    void the_first_refusal_makes_a_token_suspect_and_the_same_told_twice_counts_once() {
        Device suspect = suspect(ANAS, 1);

        assertThat(suspect.standing().suspicion()).isEqualTo(new Suspicion(minutes(1), PRODUCTION));
        assertThat(TokenVerdict.rejected(suspect, rejection(1, 1), PRODUCTION, MOST_ACCEPTED))
                .isEqualTo(Retirement.Kept.TOO_SOON);
    }

    @Test
    void a_refusal_of_another_token_or_from_before_the_app_told_it_suspects_nothing() {
        assertThat(TokenVerdict.rejected(ANAS, rejection(7, 1), PRODUCTION, MOST_ACCEPTED))
                .isEqualTo(Retirement.Kept.OTHER_TOKEN);
        assertThat(TokenVerdict.rejected(ANAS, rejection(1, -1), PRODUCTION, MOST_ACCEPTED))
                .isEqualTo(Retirement.Kept.REGISTERED_SINCE);
        assertThat(TokenVerdict.rejected(ANAS.withoutToken(), rejection(1, 1), PRODUCTION, MOST_ACCEPTED))
                .isEqualTo(Retirement.Kept.NO_TOKEN);
    }

    @Test
    void what_was_accepted_before_the_refusal_clears_nothing() {
        assertThat(TokenVerdict.accepted(suspect(ANAS, 2), minutes(1))).isEmpty();
        assertThat(TokenVerdict.accepted(suspect(ANAS, 2), minutes(3))).contains(ANAS);
        assertThat(TokenVerdict.accepted(ANAS, minutes(3))).isEmpty();
    }

    private static Device suspect(Device device, int minute) {
        Retirement first = TokenVerdict.rejected(device, rejection(1, minute), PRODUCTION, new LaneCount(0, 1));
        return ((Retirement.Suspected) first).device();
    }

    private static Rejection rejection(long version, int minute) {
        return new Rejection(Provider.APNS, version, minutes(minute));
    }

    private static Instant minutes(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
