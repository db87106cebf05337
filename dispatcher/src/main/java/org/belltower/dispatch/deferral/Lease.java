package org.belltower.dispatch.deferral;

import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.Ownership;

/// The time for which what a process has claimed is its own. It is over for good once it was not
/// renewed in time: then nothing of it may be sent any more, as others may have it. What is out then is written down
/// until others can have it indeed.
///
/// Thread-safe.
public final class Lease {
    private final UUID claimer;
    private final AssignmentGate gate = new AssignmentGate(this::ownership);
    private final Duration length;
    private final Duration reserve;
    private final LongSupplier nanoTime;
    private volatile long renewed;

    /// @param length how long others wait once it is not renewed any more
    /// @param reserve how long before that nothing is sent any more
    /// @param renewed when it began, in the terms of `nanoTime`
    Lease(UUID claimer, Duration length, Duration reserve, long renewed, LongSupplier nanoTime) {
        this.claimer = claimer;
        this.length = length;
        this.reserve = reserve;
        this.nanoTime = nanoTime;
        this.renewed = renewed;
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
        if (age() >= length.minus(reserve).toNanos()) {
            gate.withdraw();
        }
        return !gate.isWithdrawn();
    }

    private Ownership ownership() {
        return age() < length.toNanos() ? Ownership.OURS : Ownership.LOST;
    }

    private long age() {
        return nanoTime.getAsLong() - renewed;
    }

    void renewed(long moment) {
        renewed = moment;
    }

    void withdraw() {
        gate.withdraw();
    }

    void lose() {
        gate.lose();
    }
}
