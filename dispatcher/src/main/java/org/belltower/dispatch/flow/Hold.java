package org.belltower.dispatch.flow;

import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.jspecify.annotations.Nullable;

/// What keeps pushes back until it is over: the credential's provider is away, or refuses the app,
/// or takes no token that a district has in the app; or nobody can use the app's credential.
///
/// @param app null if the provider is away
/// @param district null if all districts' are kept back
public record Hold(
        Credential credential,
        @Nullable AppId app,
        @Nullable DistrictId district) {
    static Hold outage(Credential credential) {
        return new Hold(credential, null, null);
    }

    static Hold refusal(Credential credential, AppId app) {
        return new Hold(credential, app, null);
    }

    static Hold environment(Credential credential, Turn.Party party) {
        return new Hold(credential, party.app(), party.district());
    }

    /// As if the provider refused the app: both are over with a better credential.
    public static Hold unusable(Credential credential, AppId app) {
        return refusal(credential, app);
    }

    /// Whether the provider is away. It may have said for how long, and that holds whatever becomes
    /// of the hold.
    public boolean isOutage() {
        return app == null;
    }

    /// Whether the text is one of the credential's.
    public static boolean isOf(Credential credential, @Nullable String text) {
        String whole = credential.toString();
        return text != null && (text.equals(whole) || text.startsWith(whole + "#"));
    }

    /// Says all of it, and the same for equals: what waits long is stored with it.
    @Override
    public String toString() {
        return credential + part(app) + part(district);
    }

    private static String part(@Nullable Object id) {
        return id == null ? "" : "#" + id;
    }
}
