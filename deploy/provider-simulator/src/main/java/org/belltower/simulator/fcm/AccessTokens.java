package org.belltower.simulator.fcm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// The access tokens that are in force, each good for one project. Safe for use by many threads.
public final class AccessTokens {

    private record Grant(String project, Instant expires) {}

    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Duration lifetime;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param lifetime of each token; Google's is an hour
    /// @param random makes tokens that cannot be guessed
    public AccessTokens(Duration lifetime, InstantSource clock, RandomGenerator random) {
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("lifetime must be positive: " + lifetime);
        }
        this.lifetime = lifetime;
        this.clock = clock;
        this.random = random;
    }

    /// How long a token is good.
    public Duration lifetime() {
        return lifetime;
    }

    /// A new token for this project.
    public String issue(String project) {
        Instant now = clock.instant();
        grants.values().removeIf(grant -> !grant.expires().isAfter(now));
        byte[] secret = new byte[33];
        random.nextBytes(secret);
        String token = "ya29." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        grants.put(token, new Grant(project, now.plus(lifetime)));
        return token;
    }

    /// Ends every token at once.
    public void revokeAll() {
        grants.clear();
    }

    /// The project that a token is good for; empty if it is unknown, revoked or expired.
    Optional<String> projectOf(String token) {
        Grant grant = grants.get(token);
        return grant == null || !grant.expires().isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(grant.project());
    }
}
