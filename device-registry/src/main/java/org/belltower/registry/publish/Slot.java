package org.belltower.registry.publish;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// A shard's relay, which one thread at a time may take.
final class Slot {
    final Shard shard;
    final ShardRelay relay;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean missed;

    Slot(Shard shard, ShardRelay relay) {
        this.shard = shard;
        this.relay = relay;
    }

    /// Never waits. Who finds it taken has left a note before: whoever gives it back later sees that.
    ///
    /// @param quiet has a permit for each slot; none is taken any more once all are gone
    boolean take(Semaphore quiet) {
        missed = true;
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        if (!quiet.tryAcquire()) {
            taken.set(false);
            return false;
        }
        missed = false;
        return true;
    }

    /// @return whether somebody wanted it meanwhile
    boolean giveBack(Semaphore quiet) {
        quiet.release();
        taken.set(false);
        return missed;
    }
}
