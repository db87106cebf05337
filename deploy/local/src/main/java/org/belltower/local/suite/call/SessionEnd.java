package org.belltower.local.suite.call;

import java.io.IOException;
import org.belltower.local.suite.issuer.Account;
import org.belltower.local.suite.issuer.Scopes;

/// Ends all sessions of a person in the device registry, as an identity provider does after a password reset.
public record SessionEnd(RegistryAccess access) {
    private static final RegistryAccess.Around SIGN_OUT = new RegistryAccess.Around("/v1/people/", "/sign-out");
    private static final int DONE = 204;

    /// Blocks for one request. May be repeated.
    ///
    /// @return whether they are ended; false also if the registry does not run
    public boolean of(Account account) throws InterruptedException {
        try {
            return access.call("POST", SIGN_OUT, account, Scopes.END_SESSIONS) == DONE;
        } catch (IOException away) {
            return false;
        }
    }
}
