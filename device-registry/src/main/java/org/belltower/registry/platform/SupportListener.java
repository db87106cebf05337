package org.belltower.registry.platform;

/// What the sweep tells of itself. Must not block.
public interface SupportListener {
    /// @param changed how many devices were marked or unmarked
    void swept(int changed);

    /// It is tried again.
    void sweepFailed(RuntimeException cause);
}
