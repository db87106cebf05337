package org.belltower.embedded.issuer;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What shall stand in an access token. Immutable: every method returns another request.
///
/// @param claims by name, without `iss`, `iat`, `exp` and `jti`, which the mint adds
/// @param lifetime from now; negative for a token that has expired
/// @param without claims that are left out at the end, the mint's included
/// @param foreign whether it is signed by a key that the issuer does not publish, under the key id that it does
public record TokenRequest(Map<String, Object> claims, Duration lifetime, Set<String> without, boolean foreign) {
    /// The audience that every service expects.
    public static final String AUDIENCE = "belltower";

    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

    public TokenRequest {
        claims = Map.copyOf(claims);
        without = Set.copyOf(without);
    }

    /// A service or a producer that speaks for itself (client credentials).
    public static TokenRequest forClient(String client) {
        return new TokenRequest(
                Map.of("sub", client, "azp", client, "aud", AUDIENCE), DEFAULT_LIFETIME, Set.of(), false);
    }

    /// A person who has signed in with an app.
    public static TokenRequest forPerson(String person, String client) {
        return forClient(client).claim("sub", person).claim("person", person).claim("groups", List.of());
    }

    public TokenRequest district(String district) {
        return claim("district", district);
    }

    public TokenRequest scopes(String... scopes) {
        return claim("scope", String.join(" ", scopes));
    }

    /// The URI prefixes that a producer's events may come from.
    public TokenRequest sources(String... prefixes) {
        return claim("sources", List.copyOf(Arrays.asList(prefixes)));
    }

    public TokenRequest groups(String... groups) {
        return claim("groups", List.copyOf(Arrays.asList(groups)));
    }

    /// Any claim: a string, a boolean, a number, or a list of strings.
    public TokenRequest claim(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(claims);
        more.put(name, value);
        return new TokenRequest(more, lifetime, without, foreign);
    }

    public TokenRequest lifetime(Duration other) {
        return new TokenRequest(claims, other, without, foreign);
    }

    /// Expired long enough ago that no leeway for clocks saves it.
    public TokenRequest expired() {
        return lifetime(Duration.ofHours(-1));
    }

    /// Without this claim, whichever it is.
    public TokenRequest without(String claim) {
        Set<String> more = new TreeSet<>(without);
        more.add(claim);
        return new TokenRequest(claims, lifetime, more, foreign);
    }

    /// Signed by somebody else.
    public TokenRequest signedByAnother() {
        return new TokenRequest(claims, lifetime, without, true);
    }
}
