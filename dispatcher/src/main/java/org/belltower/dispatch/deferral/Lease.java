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

    /// Whether what was claimed is its own for long enough to be sent; once it is not, its gate is
    /// withdrawn for good. It is the gate that each push passes right before it is sent; this is
    /// asked by a clock, and before anything is claimed. So a send may begin a tick of that clock
    /// too late: the reserve is longer than a send and a few ticks.
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
