package org.belltower.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.belltower.model.AppId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A7, C9, I-3, I-24, I-25, I-28.
class DeviceTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final PersonId ANA = new PersonId("ana");
    private static final PersonId BEN = new PersonId("ben");
    private static final DeviceToken FIRST = new DeviceToken("first");
    private static final DeviceToken SECOND = new DeviceToken("second");
    private static final Device ANAS = Device.installed(registration(FIRST, true), ANA, at(1));

    @Test
    void telling_the_same_again_is_neither_a_new_session_nor_a_new_token() {
        assertThat(ANAS.registered(registration(FIRST, true), ANA, true, at(2))).isEqualTo(ANAS);
    }

    @Test
    void another_persons_sign_in_is_a_new_session_with_the_same_token() {
        Device bens = ANAS.registered(registration(FIRST, true), BEN, true, at(2));

        assertThat(bens.person()).isEqualTo(BEN);
        assertThat(bens.sessionEpoch()).isEqualTo(2);
        assertThat(bens.tokenVersion()).isEqualTo(1);
        assertThat(ANAS.signedIn(ANA)).isTrue();
        assertThat(bens.signedIn(ANA)).isFalse();
    }

    @Test
    void signing_in_after_logging_out_is_a_new_session() {
        Device out = ANAS.loggedOut();
        assertThat(out.session()).isEqualTo(SessionState.SIGNED_OUT);
        assertThat(out.signedIn(ANA)).isFalse();
        assertThat(out.sessionEpoch()).isEqualTo(1);

        assertThat(out.registered(registration(FIRST, true), ANA, true, at(2)).sessionEpoch())
                .isEqualTo(2);
    }

    @Test
    void another_choice_of_stay_logged_in_is_a_new_session() {
        Device notKept = ANAS.registered(registration(FIRST, false), ANA, true, at(2));

        assertThat(notKept.session()).isEqualTo(SessionState.NOT_KEPT);
        assertThat(notKept.sessionEpoch()).isEqualTo(2);
    }

    @Test
    void a_rotated_token_keeps_the_session() {
        Device rotated = ANAS.rotated(SECOND, false, at(2));

        assertThat(rotated.sessionEpoch()).isEqualTo(1);
        assertThat(rotated.session()).isEqualTo(SessionState.KEPT);
        assertThat(rotated.token()).isEqualTo(SECOND);
        assertThat(rotated.tokenVersion()).isEqualTo(2);
        assertThat(rotated.tokenSince()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void a_token_that_another_device_had_meanwhile_is_a_new_one() {
        assertThat(ANAS.registered(registration(FIRST, true), ANA, false, at(2)).tokenVersion())
                .isEqualTo(2);
    }

    @Test
    void a_token_that_died_after_its_registration_is_retired() {
        assertThat(ANAS.retired(dead(1, NOON.plusSeconds(60)))).isInstanceOfSatisfying(Retirement.Retired.class, it -> {
            assertThat(it.device().token()).isNull();
            assertThat(it.device().tokenVersion()).isEqualTo(1);
            assertThat(it.device().session()).isEqualTo(SessionState.KEPT);
        });
    }

    @Test
    void token_registered_after_the_rejection_is_kept() {
        assertThat(ANAS.retired(dead(1, NOON))).isEqualTo(Retirement.Kept.REGISTERED_SINCE);
        assertThat(ANAS.retired(dead(1, NOON.plusSeconds(1)))).isEqualTo(Retirement.Kept.REGISTERED_SINCE);
    }

    @Test
    void proof_without_a_time_retires_the_token_it_names_and_no_later_one() {
        assertThat(ANAS.retired(dead(1, null))).isInstanceOf(Retirement.Retired.class);
        assertThat(ANAS.rotated(SECOND, false, at(2)).retired(dead(1, null))).isEqualTo(Retirement.Kept.OTHER_TOKEN);
    }

    @Test
    void proof_that_comes_twice_retires_once() {
        Device retired =
                new Device(ANAS.app(), ANAS.provider(), ANA, 1, SessionState.KEPT, Permission.ALLOWED, null, 1, NOON);
        assertThat(retired.retired(dead(1, null))).isEqualTo(Retirement.Kept.NO_TOKEN);
    }

    @Test
    void a_retired_token_that_the_app_brings_back_is_a_new_one() {
        Device retired =
                new Device(ANAS.app(), ANAS.provider(), ANA, 1, SessionState.KEPT, Permission.ALLOWED, null, 1, NOON);
        Device back = retired.registered(registration(FIRST, true), ANA, false, at(5));

        assertThat(back.tokenVersion()).isEqualTo(5);
        assertThat(back.sessionEpoch()).isEqualTo(1);
    }

    @Test
    void tokens_do_not_print_themselves() {
        assertThat(ANAS.toString() + registration(FIRST, true)).doesNotContain("first");
    }

    private static Registration registration(DeviceToken token, boolean stayLoggedIn) {
        return new Registration(new AppId("family"), Provider.APNS, token, stayLoggedIn, Permission.ALLOWED);
    }

    private static Moment at(long number) {
        return new Moment(NOON.plusSeconds(number), number);
    }

    private static Result.TokenDead dead(long version, @Nullable Instant since) {
        return new Result.TokenDead(Provider.APNS, version, since);
    }
}
