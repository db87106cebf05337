package org.belltower.registry.publish;

import java.time.Instant;

/// Who was taken out of students' people, in all districts. Blocks; fails with a RuntimeException while the
/// store is away. Thread-safe.
@FunctionalInterface
public interface Removed {
    /// Forgets those taken out before the moment, oldest first, and marks their students.
    ///
    /// @param most at most so many
    /// @return how many they were
    int forget(Instant before, int most);
}
