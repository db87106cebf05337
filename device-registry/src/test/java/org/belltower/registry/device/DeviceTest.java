package org.belltower.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.belltower.model.AppId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.platform.DeviceClass;
import org.belltower.registry.platform.Handset;
import org.belltower.registry.platform.OsVersion;
import org.belltower.registry.platform.Platform;
import org.belltower.registry.platform.ScreenSize;
import org.belltower.registry.platform.Support;
import org.junit.jupiter.api.Test;

/// A7, A17, C9, I-3, I-24, I-25, I-28.
class DeviceTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final PersonId ANA = new PersonId("ana");
    private static final PersonId BEN = new PersonId("ben");
    private static final DeviceToken FIRST = new DeviceToken("0f157a");
    private static final DeviceToken SECOND = new DeviceToken("5ec04d");
    private static final Support SUPPORTED = new Support.Supported();
    private static final Support TOO_OLD = new Support.Unsupported(Support.Cause.VERSION_TOO_LOW, "ios-17");
    private static final Device ANAS = Device.installed(registration(FIRST, true), ANA, SUPPORTED, at(1));
    private static final Device RETIRED = ANAS.withoutToken();

    @Test
    void telling_the_same_again_is_neither_a_new_session_nor_a_new_token() {
        assertThat(told(ANAS, at(2)).isPublishedAs(ANAS)).isTrue();
        assertThat(told(ANAS, at(2)).isNamedAs(ANAS)).isTrue();
    }

    @Test
    void C9_a_token_is_told_with_each_registration_and_rotation_which_clears_it() {
        Device suspect = ANAS.suspected(new Suspicion(NOON.plusSeconds(60), "PRODUCTION"));
        TokenStanding again = new TokenStanding(NOON.plusSeconds(2), null);

        assertThat(told(suspect, at(2)).standing()).isEqualTo(again);
        assertThat(suspect.rotated(FIRST, true, at(2)).standing()).isEqualTo(again);
        assertThat(suspect.rotated(SECOND, false, at(2)).standing()).isEqualTo(again);
        assertThat(suspect.permitted(Permission.DENIED, at(2).now()).standing()).isEqualTo(suspect.standing());
        assertThat(suspect.loggedOut().standing()).isEqualTo(suspect.standing());
        assertThat(suspect.isPublishedAs(ANAS)).isTrue();
    }

    @Test
    void another_persons_sign_in_is_a_new_session_with_the_same_token() {
        Device bens = ANAS.registered(registration(FIRST, true), BEN, SUPPORTED, true, at(2));

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

        assertThat(out.registered(registration(FIRST, true), ANA, SUPPORTED, true, at(2))
                        .sessionEpoch())
                .isEqualTo(2);
    }

    @Test
    void another_choice_of_stay_logged_in_is_a_new_session() {
        Device notKept = ANAS.registered(registration(FIRST, false), ANA, SUPPORTED, true, at(2));

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
        assertThat(ANAS.registered(registration(FIRST, true), ANA, SUPPORTED, false, at(2))
                        .tokenVersion())
                .isEqualTo(2);
    }

    @Test
    void a_retired_token_that_the_app_brings_back_is_a_new_one() {
        Device back = RETIRED.registered(registration(FIRST, true), ANA, SUPPORTED, false, at(5));

        assertThat(back.tokenVersion()).isEqualTo(5);
        assertThat(back.sessionEpoch()).isEqualTo(1);
    }

    @Test
    void tokens_and_what_a_phone_reports_of_itself_do_not_print_themselves() {
        assertThat(ANAS.toString() + registration(FIRST, true)).doesNotContain("0f157a", "a-phone");
    }

    @Test
    void a_device_is_seen_with_each_registration_and_rotation_at_most_once_an_hour() {
        Instant installed = ANAS.phone().seen();
        Moment within = new Moment(installed.plus(Duration.ofMinutes(59)), 2);
        Moment after = new Moment(installed.plus(Duration.ofHours(1)), 3);

        assertThat(told(ANAS, within).phone().seen()).isEqualTo(installed);
        Device told = ANAS.registered(registration(FIRST, true), ANA, SUPPORTED, true, after);
        assertThat(told.phone().seen()).isEqualTo(after.now());
        assertThat(told.isPublishedAs(ANAS)).isTrue();
        assertThat(ANAS.rotated(FIRST, true, after)).isEqualTo(told);
        assertThat(ANAS.permitted(Permission.ALLOWED, after.now()).phone()).isEqualTo(told.phone());
    }

    @Test
    void what_the_app_does_not_tell_of_its_phone_stays_as_it_was() {
        Handset handset = new Handset(
                Platform.IOS, DeviceClass.PHONE, new OsVersion("17.2"), "iPhone12,1", new ScreenSize("828x1792"));
        Registration whole = new Registration(
                ANAS.app(), ANAS.provider(), FIRST, true, Permission.ALLOWED, new ReportedId("other"), handset);
        Registration bare = new Registration(ANAS.app(), ANAS.provider(), FIRST, true, Permission.ALLOWED, null, null);

        Device told = ANAS.registered(whole, ANA, SUPPORTED, true, at(2));
        assertThat(told.phone()).isEqualTo(new Phone(new ReportedId("other"), handset, null, NOON.plusSeconds(1)));
        assertThat(told.isPublishedAs(ANAS)).isTrue();
        assertThat(told.registered(bare, ANA, SUPPORTED, true, at(3)).phone()).isEqualTo(told.phone());
    }

    @Test
    void A17_a_bound_device_that_falls_below_a_minimum_is_kept_and_published_as_unsupported() {
        Device marked = ANAS.registered(registration(FIRST, true), ANA, TOO_OLD, true, at(2));

        assertThat(marked.phone().unsupported()).isEqualTo(TOO_OLD);
        assertThat(marked.sessionEpoch()).isEqualTo(1);
        assertThat(marked.isPublishedAs(ANAS)).isFalse();
        assertThat(marked.isNamedAs(ANAS)).isTrue();
        assertThat(told(marked, at(3))).isEqualTo(told(ANAS, at(3)));
    }

    @Test
    void A17_a_refused_sign_in_ends_whoevers_session_was_there_and_a_refused_repetition_does_not() {
        assertThat(ANAS.refused(registration(FIRST, true), ANA)).isEqualTo(ANAS);
        assertThat(ANAS.refused(registration(FIRST, true), BEN)).isEqualTo(ANAS.loggedOut());
        assertThat(ANAS.refused(registration(FIRST, false), ANA)).isEqualTo(ANAS.loggedOut());
    }

    @Test
    void a_changed_permission_is_published_and_no_new_session() {
        Device denied = ANAS.permitted(Permission.DENIED, at(2).now());

        assertThat(denied.permission()).isEqualTo(Permission.DENIED);
        assertThat(denied.isPublishedAs(ANAS)).isFalse();
        assertThat(denied.isNamedAs(ANAS)).isTrue();
    }

    /// The app tells the same again.
    private static Device told(Device device, Moment moment) {
        return device.registered(registration(FIRST, true), ANA, SUPPORTED, true, moment);
    }

    private static Registration registration(DeviceToken token, boolean stayLoggedIn) {
        return new Registration(
                new AppId("family"),
                Provider.APNS,
                token,
                stayLoggedIn,
                Permission.ALLOWED,
                new ReportedId("a-phone"),
                null);
    }

    private static Moment at(long number) {
        return new Moment(NOON.plusSeconds(number), number);
    }
}
