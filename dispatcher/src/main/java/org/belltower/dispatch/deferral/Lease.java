package org.belltower.dispatch.deferral;

import java.util.UUID;
import java.util.function.LongSupplier;
import org.belltower.dispatch.consume.AssignmentGate;

/// The time for which what a process has claimed is its own. It is over for good once it was not
/// renewed in time: then nothing of it may be sent any more, as others may have it.
///
/// Thread-safe.
public final class Lease {
    private final UUID claimer;
    private final AssignmentGate gate = new AssignmentGate();
    private final LongSupplier nanoTime;
    private volatile long sendUntil;

    /// @param sendUntil in the terms of `nanoTime`
    Lease(UUID claimer, long sendUntil, LongSupplier nanoTime) {
        this.claimer = claimer;
        this.sendUntil = sendUntil;
        this.nanoTime = nanoTime;
    }

    UUID claimer() {
        return claimer;
    }

    /// What is sent under it goes through here, as under an assignment of a partition.
    public AssignmentGate gate() {
        return gate;
    }

    /// Whether a send may begin: asked right before it, and after the gate was entered. A send that
    /// begins while this is true ends before others can have the push, if it takes no longer than
    /// its deadline.
    public boolean holds() {
        if (sendUntil - nanoTime.getAsLong() <= 0) {
            gate.withdraw();
        }
        return !gate.isWithdrawn();
    }

    void renewed(long until) {
        sendUntil = until;
    }

    void withdraw() {
        gate.withdraw();
    }
}
