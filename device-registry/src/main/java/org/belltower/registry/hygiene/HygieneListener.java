package org.belltower.registry.hygiene;

/// What hygiene tells of itself. Must not block.
public interface HygieneListener {
    void settled(Retirement retirement);

    /// Devices whose tokens were suspect, and were taken.
    void cleared(int devices);

    /// A record that cannot be read went to the dead letters.
    void deadLettered();

    /// A record could not be settled for now; it is tried again.
    void failed(RuntimeException cause);
}
