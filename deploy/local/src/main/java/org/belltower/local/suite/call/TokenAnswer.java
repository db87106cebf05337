package org.belltower.local.suite.call;

/// What an issuer answers who asks for an access token.
public sealed interface TokenAnswer {
    /// @param token as it stands after `Bearer`
    record Granted(String token) implements TokenAnswer {
        @Override
        public String toString() {
            return "Granted[]";
        }
    }

    /// No such user, or another password.
    ///
    /// @param status of the answer
    record NotSignedIn(int status) implements TokenAnswer {}

    /// @param error of OAuth (RFC 6749, 4.1.2.1 and 5.2), which names no credentials
    record Refused(String error) implements TokenAnswer {}
}
