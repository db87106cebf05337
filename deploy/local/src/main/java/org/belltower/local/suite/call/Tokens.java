package org.belltower.local.suite.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.belltower.local.suite.issuer.IssuerFile;
import org.belltower.local.suite.issuer.SignInClient;

/// Gets access tokens from the issuer for identities whose secrets are known. Thread-safe.
public final class Tokens {
    private final IssuerClient issuer;
    private final IssuerFile.Credentials credentials;

    public Tokens(URI issuer, IssuerFile.Credentials credentials) {
        this.issuer = new IssuerClient(issuer);
        this.credentials = credentials;
    }

    public String ofClient(String id) throws InterruptedException {
        try {
            return granted(issuer.ofClient(id, of(credentials.secrets(), id)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// On a phone.
    public String ofPerson(String username) throws InterruptedException {
        try {
            return granted(issuer.ofPerson(SignInClient.FAMILY_APP, username, of(credentials.passwords(), username)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String granted(TokenAnswer answer) {
        return switch (answer) {
            case TokenAnswer.Granted(String token) -> token;
            case TokenAnswer.NotSignedIn(int status) ->
                throw new IllegalStateException("signing in was answered with " + status);
            case TokenAnswer.Refused(String error) ->
                throw new IllegalStateException("the issuer gives no token: " + error);
        };
    }

    private static String of(Map<String, String> all, String name) {
        String secret = all.get(name);
        if (secret == null) {
            throw new IllegalArgumentException("no such identity: " + name);
        }
        return secret;
    }
}
