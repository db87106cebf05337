package org.belltower.registry.credential;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.KeyRing;

/// Encrypts data keys anew under the ring's current key, so that an old one can be taken out of the ring. A portion at
/// each tick, from where the last one ended: one that cannot be rewrapped holds up no other.
///
/// Not thread-safe.
public final class CredentialRewrap {
    static final int PORTION = 100;

    /// Finds those under one of these keys, in order.
    @FunctionalInterface
    public interface Under {
        /// @param after where to go on; empty for the beginning
        List<CredentialId> keys(Set<String> keys, Optional<CredentialId> after, int most);
    }

    private final KeyRing ring;
    private final Under under;
    private final Predicate<CredentialId> rewrap;
    private Optional<CredentialId> last = Optional.empty();

    /// @param rewrap does it to one; false if it cannot be done
    public CredentialRewrap(KeyRing ring, Under under, Predicate<CredentialId> rewrap) {
        this.ring = ring;
        this.under = under;
        this.rewrap = rewrap;
    }

    /// Blocks.
    ///
    /// @return how many were rewrapped
    /// @throws RuntimeException while the store is away; what is left is left to the next tick
    public int tick() {
        Set<String> old =
                ring.ids().stream().filter(id -> !id.equals(ring.current())).collect(Collectors.toSet());
        if (old.isEmpty()) {
            return 0;
        }
        List<CredentialId> found = under.keys(old, last, PORTION);
        int done = 0;
        for (CredentialId id : found) {
            done += rewrap.test(id) ? 1 : 0;
        }
        last = found.size() < PORTION ? Optional.empty() : Optional.of(found.getLast());
        return done;
    }
}
