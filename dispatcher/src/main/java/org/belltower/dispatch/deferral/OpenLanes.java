package org.belltower.dispatch.deferral;

/// Whether pushes that wait for a credential's lane may go. Thread-safe; does not block.
@FunctionalInterface
public interface OpenLanes {
    /// Of a credential's lane.
    enum State {
        /// All that there is room for.
        OPEN,
        /// One at a tick, to see whether it goes again. Whoever answers this answers otherwise
        /// while a probe that was handed over is out.
        PROBE,
        CLOSED
    }

    /// Changes nothing: what is answered need not come.
    ///
    /// @param heldBy what keeps them back, as it was given with the pushes
    State of(String heldBy);
}
