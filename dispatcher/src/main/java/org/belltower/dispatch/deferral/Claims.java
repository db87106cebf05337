package org.belltower.dispatch.deferral;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.dispatch.deferral.DeferralTable.Claim;
import org.belltower.dispatch.deferral.DeferralTable.Claimed;

/// What this process claims and lets out of its hand, one transaction after the other.
///
/// **The idea.** Either may be done though its answer is lost. Of a claim, nobody then knows what
/// was claimed; an end that is said once more could meet a newer claim of the same push by the same
/// claimer, and free what is in hand. So when there is no answer the lease is given up: under its
/// name nothing is claimed any more, and what has it is free when it is over. As no claim is under
/// way beside an end, none comes between the two.
///
/// Thread-safe.
final class Claims {
    private final DeferralTable table;
    private final LeaseKeeper keeper;
    private final ReentrantLock lock = new ReentrantLock();

    Claims(DeferralTable table, LeaseKeeper keeper) {
        this.table = table;
        this.keeper = keeper;
    }

    /// Blocks; not to be repeated under the same lease if it fails.
    ///
    /// @return empty too if the lease does not hold
    List<Claimed> claim(Lease lease, Claim claim) {
        lock.lock();
        try {
            return lease.holds() ? table.claim(claim) : List.of();
        } catch (RuntimeException | Error e) {
            lease.withdraw();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /// Blocks; repeatable if it fails.
    void end(List<End> ends, Instant now) {
        lock.lock();
        try {
            table.end(ends, now);
        } catch (RuntimeException | Error e) {
            ends.stream()
                    .filter(end -> !(end instanceof End.Finished))
                    .map(End::claimer)
                    .distinct()
                    .forEach(keeper::giveUp);
            throw e;
        } finally {
            lock.unlock();
        }
    }
}
