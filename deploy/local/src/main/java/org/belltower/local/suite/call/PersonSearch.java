package org.belltower.local.suite.call;

import java.io.IOException;
import java.util.List;
import org.belltower.local.suite.issuer.Account;
import org.belltower.local.suite.issuer.Scopes;

/// Asks the device registry whether its register has somebody: only students and guardians are told of changes.
public record PersonSearch(RegistryAccess access) {
    private static final List<RegistryAccess.Around> PLACES =
            List.of(new RegistryAccess.Around("/v1/guardians/", ""), new RegistryAccess.Around("/v1/students/", ""));
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;

    /// What the register says.
    public enum Answer {
        KNOWN,
        UNKNOWN,

        /// The registry does not run, or does not say.
        NONE
    }

    /// Blocks for at most two requests. May be repeated.
    public Answer of(Account account) throws InterruptedException {
        try {
            for (RegistryAccess.Around place : PLACES) {
                int status = access.call("GET", place, account, Scopes.READ_ROSTER);
                if (status != NOT_FOUND) {
                    return status == FOUND ? Answer.KNOWN : Answer.NONE;
                }
            }
            return Answer.UNKNOWN;
        } catch (IOException away) {
            return Answer.NONE;
        }
    }
}
