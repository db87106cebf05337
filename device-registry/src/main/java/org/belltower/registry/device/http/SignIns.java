package org.belltower.registry.device.http;

import jakarta.inject.Singleton;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresSessions;
import org.belltower.service.identity.Caller;

/// Who calls from a phone, by which token.
@Singleton
public final class SignIns {
    private final PostgresSessions sessions;

    SignIns(PostgresSessions sessions) {
        this.sessions = sessions;
    }

    /// Whoever reads by a token from before all their sessions were ended is refused as one who changes something is
    /// (I-28).
    ///
    /// @throws org.belltower.service.http.ProblemException 401
    public PersonId reader(Caller caller) {
        SignIn by = of(caller);
        return reader(by, sessions.mayUse(caller.district(), by));
    }

    /// Of what stands on the device: also whoever reads by a token from before they logged out there.
    ///
    /// @throws org.belltower.service.http.ProblemException 401
    public PersonId reader(Caller caller, DeviceId device) {
        SignIn by = of(caller);
        return reader(by, sessions.mayUse(caller.district(), by, device));
    }

    private static PersonId reader(SignIn by, boolean may) {
        if (!may) {
            throw Refusals.sessionsEnded();
        }
        return by.person();
    }

    public static SignIn of(Caller caller) {
        return new SignIn(caller.person(), caller.signedInAt().orElse(null));
    }
}
