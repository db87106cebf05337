package org.belltower.simulator.script;

import java.util.Objects;
import org.belltower.simulator.received.Provider;

/// Which pushes a rule is for, from the most to the least specific.
public sealed interface Match {

    /// Pushes to one device token, of either provider.
    record Token(String token) implements Match {
        /// Not blank.
        public Token {
            requireText("token", token);
        }

        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /// Pushes of one app: an APNs topic or an FCM project.
    record App(String app) implements Match {
        /// Not blank.
        public App {
            requireText("app", app);
        }
    }

    /// All pushes to one provider.
    record Of(Provider provider) implements Match {
        /// Not null.
        public Of {
            Objects.requireNonNull(provider);
        }
    }

    /// All pushes.
    record Any() implements Match {}

    /// No pushes, but the requests for FCM's access tokens.
    record AccessTokens() implements Match {}

    /// Pushes to one device token, of either provider.
    static Match token(String token) {
        return new Token(token);
    }

    /// Pushes of one app: an APNs topic or an FCM project.
    static Match app(String app) {
        return new App(app);
    }

    /// All pushes to one provider.
    static Match provider(Provider provider) {
        return new Of(provider);
    }

    /// All pushes.
    static Match any() {
        return new Any();
    }

    /// No pushes, but the requests for FCM's access tokens.
    static Match accessTokens() {
        return new AccessTokens();
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
    }
}
