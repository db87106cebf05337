package org.belltower.registry.device.http;

import org.belltower.registry.device.SignIn;
import org.belltower.service.identity.Caller;

/// Who calls from a phone, by which token.
public final class SignIns {
    private SignIns() {}

    public static SignIn of(Caller caller) {
        return new SignIn(caller.person(), caller.signedInAt().orElse(null));
    }

    /// Of somebody who only takes away, which is refused to nobody: a token whose `auth_time` is no time counts as one
    /// that tells no time.
    static SignIn ofLeaving(Caller caller) {
        return caller.isAuthTimeValid() ? of(caller) : new SignIn(caller.person(), null);
    }
}
