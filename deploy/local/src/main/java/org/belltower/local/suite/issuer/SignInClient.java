package org.belltower.local.suite.issuer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The clients of the local issuer with which people sign in. They keep no secret: PKCE binds each sign-in.
public enum SignInClient {
    /// On a phone.
    FAMILY_APP("family-app", "devices", "org.belltower.family:/signed-in"),

    /// In a browser or on a terminal. The issuer takes its redirect with any port (RFC 8252, 7.3).
    OFFICE("office", "staff roster.read operations.read", "http://127.0.0.1/signed-in");

    private final String id;
    private final String scopes;
    private final String redirectUri;

    SignInClient(String id, String scopes, String redirectUri) {
        this.id = id;
        this.scopes = scopes;
        this.redirectUri = redirectUri;
    }

    public String id() {
        return id;
    }

    /// The most that the tokens of people who sign in with it may carry.
    public List<String> scopes() {
        return List.of(scopes.split(" ", -1));
    }

    public String redirectUri() {
        return redirectUri;
    }

    public static Optional<SignInClient> named(String id) {
        return Arrays.stream(values()).filter(client -> client.id.equals(id)).findFirst();
    }
}
