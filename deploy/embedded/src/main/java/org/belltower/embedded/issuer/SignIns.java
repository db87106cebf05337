package org.belltower.embedded.issuer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Checks names and passwords. After five wrong passwords in a row a user waits a minute before even the right
/// one counts; a new password is free of that. An unknown name, a wrong password and a locked user cannot be told
/// apart, not by the time it takes either. Thread-safe.
final class SignIns {
    private static final int TRIES = 5;
    private static final Duration LOCK = Duration.ofMinutes(1);

    private final Supplier<Registered> registered;
    private final InstantSource clock;
    // Known users only, so it cannot grow beyond them.
    private final Map<String, Failures> failures = new HashMap<>();

    /// @param hash of the password that was not met
    private record Failures(String hash, int count, Instant last) {}

    SignIns(Supplier<Registered> registered, InstantSource clock) {
        this.registered = registered;
        this.clock = clock;
    }

    Optional<User> signIn(String username, String password) {
        Registered now = registered.get();
        User user = now.users().get(username);
        boolean right = (user == null ? decoy(now, username) : user.password()).matches(password);
        return user != null && counts(now, user, right) ? Optional.of(user) : Optional.empty();
    }

    /// As slow to check as some user's, and always the same one's for a name. Nobody's: it never matches.
    private static PasswordHash decoy(Registered registered, String username) {
        List<PasswordHash> decoys = registered.decoys();
        return decoys.isEmpty()
                ? PasswordHash.ofNothing()
                : decoys.get(Math.floorMod(username.hashCode(), decoys.size()));
    }

    private synchronized boolean counts(Registered registered, User user, boolean right) {
        failures.keySet().retainAll(registered.users().keySet());
        Instant now = clock.instant();
        String username = user.username();
        String hash = user.password().encoded();
        Failures none = new Failures(hash, 0, now);
        Failures before = failures.getOrDefault(username, none);
        if (!before.hash().equals(hash)) {
            before = none;
        }
        boolean locked = before.count() >= TRIES && now.isBefore(before.last().plus(LOCK));
        if (locked) {
            return false;
        }
        if (right) {
            failures.remove(username);
        } else {
            int count = before.count() >= TRIES ? 1 : before.count() + 1;
            failures.put(username, new Failures(hash, count, now));
        }
        return right;
    }
}
