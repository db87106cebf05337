package org.belltower.embedded.issuer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A program that may ask for tokens.
///
/// @param id its `client_id`, and the `sub` of tokens for itself
/// @param credential how it proves who it is
/// @param district in tokens for itself; people who sign in with it must be of the same one, or of any if it is
/// null
/// @param scopes the most that its tokens may carry
/// @param sources the URI prefixes that its events may come from; empty for one that is no producer
/// @param redirectUris where a sign-in may return to, compared letter by letter but for the port of a loopback
/// address without one
/// @param lifetime of its tokens
public record Client(
        String id,
        Credential credential,
        @Nullable String district,
        Set<String> scopes,
        List<String> sources,
        List<String> redirectUris,
        Duration lifetime) {
    /// Unless its configuration says otherwise.
    public static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

    private static final Pattern LOOPBACK_WITH_PORT =
            Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1])):[0-9]{1,5}((?:[/?].*)?)");

    /// How a client proves who it is.
    public sealed interface Credential {
        /// It keeps a secret.
        record Secret(PasswordHash hash) implements Credential {}

        /// It cannot keep one (an app on a phone): PKCE binds its sign-ins, and it gets no tokens for itself.
        record None() implements Credential {}
    }

    public Client {
        scopes = Set.copyOf(scopes);
        sources = List.copyOf(sources);
        redirectUris = List.copyOf(redirectUris);
        if (id.isBlank()) {
            throw new IllegalArgumentException("a client needs an id");
        }
        for (String redirectUri : redirectUris) {
            URI uri = URI.create(redirectUri);
            if (!uri.isAbsolute() || uri.getFragment() != null) {
                throw new IllegalArgumentException("not an absolute URI without fragment: " + redirectUri);
            }
        }
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("the tokens of " + id + " would be expired when issued");
        }
    }

    /// Whether a sign-in may return there. A program on the person's own machine gets its port only when it starts,
    /// so a loopback address that is registered without a port stands for all of them (RFC 8252, 7.3).
    boolean returnsTo(String redirectUri) {
        return redirectUris.contains(redirectUri)
                || redirectUris.contains(LOOPBACK_WITH_PORT.matcher(redirectUri).replaceFirst("$1$2"));
    }

    /// Whether people of this district may sign in with it.
    boolean serves(String userDistrict) {
        return district == null || district.equals(userDistrict);
    }
}
