package org.belltower.dispatch.deferral;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps a lease, by a heartbeat of one row whatever is in hand. If it could not be kept, a new one
/// under another id takes its place, and what was claimed under the old one is left to be claimed
/// anew.
///
/// [#tick()] and [#end] by one thread at a time; [#current()], [#giveUp] and [#drain()] by any.
final class LeaseKeeper {
    private final DeferralTable table;
    private final Duration length;
    private final Duration reserve;
    private final Supplier<UUID> ids;
    private final LongSupplier nanoTime;
    private volatile @Nullable Lease lease;
    private volatile boolean draining;

    /// @param length how long others wait for one that is not heard of any more
    /// @param reserve how long before that nothing is sent any more: longer than a send takes
    LeaseKeeper(DeferralTable table, Duration length, Duration reserve, Supplier<UUID> ids, LongSupplier nanoTime) {
        if (length.compareTo(reserve) <= 0) {
            throw new IllegalArgumentException("the lease must be longer than a send takes");
        }
        this.table = table;
        this.length = length;
        this.reserve = reserve;
        this.ids = ids;
        this.nanoTime = nanoTime;
    }

    /// Empty before the table could be asked, and after the end.
    Optional<Lease> current() {
        return Optional.ofNullable(lease).filter(Lease::holds);
    }

    /// Renews. Due several times within a lease less its reserve.
    ///
    /// @throws NotNowException while the table is away; the lease goes on for its time
    void tick() {
        if (draining) {
            // What is out ends within the reserve.
            return;
        }
        Lease kept = lease;
        // Taken before the table is asked, whose clock begins later.
        long now = nanoTime.getAsLong();
        if (kept != null && kept.holds()) {
            if (table.renew(kept.claimer(), length)) {
                kept.renewed(now);
                return;
            }
            kept.lose();
        }
        UUID claimer = ids.get();
        table.enter(claimer, length);
        Lease entered = new Lease(claimer, length, reserve, now, nanoTime);
        lease = entered;
        if (draining) {
            entered.withdraw();
        }
    }

    /// Ends the lease if it is this claimer's: the next tick begins another.
    void giveUp(UUID claimer) {
        Lease kept = lease;
        if (kept != null && kept.claimer().equals(claimer)) {
            kept.withdraw();
        }
    }

    /// From here on nothing that was claimed begins to be sent. What is out stays this process's
    /// own until the lease is over. Does not block.
    void drain() {
        draining = true;
        Lease kept = lease;
        if (kept != null) {
            kept.withdraw();
        }
    }

    /// Blocks until nothing that was claimed is out.
    ///
    /// @return false if something still was when the time was over
    boolean awaitQuiet(Duration longest) throws InterruptedException {
        Lease kept = lease;
        return kept == null || kept.gate().awaitEmpty(longest.toNanos());
    }

    /// Gives everything back; nothing may be out any more. If something is, [#drain()] alone is
    /// right: others take it up when the lease is over, and find its outcome.
    void end() {
        Lease kept = lease;
        lease = null;
        if (kept != null) {
            kept.withdraw();
            table.release(kept.claimer());
        }
    }
}
