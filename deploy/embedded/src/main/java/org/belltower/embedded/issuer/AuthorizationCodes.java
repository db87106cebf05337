package org.belltower.embedded.issuer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The sign-ins whose code has not been exchanged yet: each can be taken once, within a minute (RFC 6749,
/// 4.1.2). Thread-safe.
final class AuthorizationCodes {
    private static final Duration VALID = Duration.ofSeconds(60);
    private static final int CAPACITY = 1_000;

    private final InstantSource clock;
    private final Map<String, SignIn> waiting = new LinkedHashMap<>();

    AuthorizationCodes(InstantSource clock) {
        this.clock = clock;
    }

    /// A finished sign-in.
    ///
    /// @param user as they were then, which says nothing of what they are when the code is exchanged
    record SignIn(AuthorizationRequest request, User user, Instant at) {
        /// The user as they are now. None if they were removed or have another password since: whoever could sign in
        /// before that must do so again (I-28).
        Optional<User> user(Registered now) {
            return Optional.ofNullable(now.users().get(user.username()))
                    .filter(known ->
                            known.password().encoded().equals(user.password().encoded()));
        }
    }

    /// Keeps it under a new code. Beyond the capacity the oldest is forgotten.
    synchronized String issue(AuthorizationRequest request, User user) {
        Instant now = clock.instant();
        waiting.values().removeIf(old -> expired(old, now));
        if (waiting.size() >= CAPACITY) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        String code = RandomText.next();
        waiting.put(code, new SignIn(request, user, now));
        return code;
    }

    /// Takes it, so that the next who comes with the code gets nothing.
    synchronized Optional<SignIn> take(String code) {
        return Optional.ofNullable(waiting.remove(code)).filter(signIn -> !expired(signIn, clock.instant()));
    }

    private static boolean expired(SignIn signIn, Instant now) {
        return !now.isBefore(signIn.at().plus(VALID));
    }
}
