package org.belltower.registry.device;

import java.time.Instant;
import org.belltower.model.AppId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.platform.Support;
import org.jspecify.annotations.Nullable;

/// One installation of an app, and who is signed in on it. Pure: each method returns the device as
/// it is afterwards.
///
/// @param person who signed in last, also after they logged out
/// @param sessionEpoch grows with each sign-in; what was decided for an earlier one dies with it (I-3, I-28)
/// @param token null once it was retired
/// @param tokenVersion grows with each token
/// @param tokenSince when this token was registered
/// @param standing what stands for and against this token
/// @param phone what is known of the phone around it
public record Device(
        AppId app,
        Provider provider,
        PersonId person,
        long sessionEpoch,
        SessionState session,
        Permission permission,
        @Nullable DeviceToken token,
        long tokenVersion,
        Instant tokenSince,
        TokenStanding standing,
        Phone phone) {
    /// The first sign-in on a new installation.
    ///
    /// @param support what the district says of the phone
    public static Device installed(Registration registration, PersonId person, Support support, Moment moment) {
        return new Device(
                registration.app(),
                registration.provider(),
                person,
                moment.number(),
                registration.session(),
                registration.permission(),
                registration.token(),
                moment.number(),
                moment.now(),
                TokenStanding.toldAt(moment.now()),
                Phone.of(registration, support, moment.now()));
    }

    /// A sign-in, or the app telling the same again: that is neither a new session nor a new token.
    ///
    /// @param support what the district says of the phone
    /// @param owned whether the device owns the registered token already
    public Device registered(
            Registration registration, PersonId signedIn, Support support, boolean owned, Moment moment) {
        Device device = new Device(
                app,
                registration.provider(),
                signedIn,
                isSameSession(registration, signedIn) ? sessionEpoch : moment.number(),
                registration.session(),
                registration.permission(),
                token,
                tokenVersion,
                tokenSince,
                standing,
                phone.told(registration, support, moment.now()));
        return device.rotated(registration.token(), owned, moment);
    }

    /// Whether this is the app of the same session telling of itself again, and no sign-in.
    public boolean isSameSession(Registration registration, PersonId signedIn) {
        return person.equals(signedIn) && session == registration.session();
    }

    /// A registration that is refused. If it was no sign-in, the session stays as it is: a device that is
    /// bound is kept. A sign-in ends the session that was there all the same: whoever was signed in does not
    /// hold the phone any more.
    public Device refused(Registration registration, PersonId signingIn) {
        return isSameSession(registration, signingIn) ? this : loggedOut();
    }

    /// A new token from the provider. The session stays as it is, so nothing that waits is lost (A7).
    ///
    /// @param owned whether the device owns the token already
    public Device rotated(DeviceToken newest, boolean owned, Moment moment) {
        boolean sameToken = owned && newest.equals(token);
        return new Device(
                app,
                provider,
                person,
                sessionEpoch,
                session,
                permission,
                newest,
                sameToken ? tokenVersion : moment.number(),
                sameToken ? tokenSince : moment.now(),
                TokenStanding.toldAt(moment.now()),
                phone.seen(moment.now()));
    }

    /// The phone's user lets the app notify, or does not any more.
    public Device permitted(Permission changed, Instant now) {
        return new Device(
                app,
                provider,
                person,
                sessionEpoch,
                session,
                changed,
                token,
                tokenVersion,
                tokenSince,
                standing,
                phone.seen(now));
    }

    public Device loggedOut() {
        return with(SessionState.SIGNED_OUT, token);
    }

    /// A provider does not take the token.
    public Device suspected(Suspicion suspicion) {
        return with(standing.with(suspicion));
    }

    /// A provider takes the token.
    public Device trusted() {
        return with(standing.with(null));
    }

    /// The token is retired; the session stays as it is.
    public Device withoutToken() {
        return trusted().with(session, null);
    }

    public boolean signedIn(PersonId somebody) {
        return person.equals(somebody) && session != SessionState.SIGNED_OUT;
    }

    /// Whether the same is to be published of this device as of the other: of what is known of the phone
    /// that is only whether it is supported.
    public boolean isPublishedAs(Device other) {
        return with(other.phone).with(other.standing).equals(other)
                && (phone.unsupported() == null) == (other.phone.unsupported() == null);
    }

    /// Whether audiences name it as they name the other.
    public boolean isNamedAs(Device other) {
        return person.equals(other.person) && session == other.session && sessionEpoch == other.sessionEpoch;
    }

    private Device with(SessionState other, @Nullable DeviceToken current) {
        return new Device(
                app,
                provider,
                person,
                sessionEpoch,
                other,
                permission,
                current,
                tokenVersion,
                tokenSince,
                standing,
                phone);
    }

    private Device with(TokenStanding other) {
        return new Device(
                app,
                provider,
                person,
                sessionEpoch,
                session,
                permission,
                token,
                tokenVersion,
                tokenSince,
                other,
                phone);
    }

    private Device with(Phone other) {
        return new Device(
                app,
                provider,
                person,
                sessionEpoch,
                session,
                permission,
                token,
                tokenVersion,
                tokenSince,
                standing,
                other);
    }
}
