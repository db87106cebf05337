package org.belltower.registry.device;

/// What hygiene tells of itself. Must not block.
public interface HygieneListener {
    void settled(Retirement retirement);

    /// A record that cannot be read went to the dead letters.
    void deadLettered();

    /// A record could not be settled for now; it is tried again.
    void failed(RuntimeException cause);
}
