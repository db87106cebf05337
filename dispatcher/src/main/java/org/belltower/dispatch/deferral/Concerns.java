package org.belltower.dispatch.deferral;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.dispatch.deferral.Concern.OfDistrict;
import org.jboss.logging.Logger;

/// What happened that concerns pushes in the table, until the table was told. Nothing of it is lost
/// while the table is away, and no more is kept than there is room for: of a district that brings
/// more, all pushes are looked at, which is as right and only more work.
///
/// Thread-safe; [#tick()] by one thread.
final class Concerns {
    private static final Logger LOG = Logger.getLogger(Concerns.class);
    private static final int PORTION = 5_000;

    private final DeferralTable table;
    private final InstantSource time;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedSet<Concern> line = new LinkedHashSet<>();

    /// @param most how many are kept, besides one for each district
    Concerns(DeferralTable table, InstantSource time, int most) {
        this.table = table;
        this.time = time;
        this.most = most;
    }

    /// Does not block.
    void add(Concern concern) {
        lock.lock();
        try {
            OfDistrict all = new OfDistrict(concern.district());
            if (line.contains(all)) {
                return;
            }
            if (line.size() < most) {
                line.add(concern);
            } else {
                LOG.infof("event=deferral-concerns-many district=%s", concern.district());
                line.removeIf(other -> other.district().equals(concern.district()));
                line.add(all);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Tells the table of all that there is now. Blocks.
    ///
    /// @throws RuntimeException if the table cannot be told; the next tick goes on with it
    void tick() {
        for (Concern concern : waiting()) {
            // Taken out first: what comes meanwhile is told once more.
            remove(concern);
            try {
                tell(concern);
            } catch (RuntimeException e) {
                add(concern);
                throw e;
            }
        }
    }

    private void tell(Concern concern) {
        int portion;
        do {
            portion = table.dueNow(concern, time.instant(), PORTION);
        } while (portion == PORTION);
    }

    private List<Concern> waiting() {
        lock.lock();
        try {
            return List.copyOf(line);
        } finally {
            lock.unlock();
        }
    }

    private void remove(Concern concern) {
        lock.lock();
        try {
            line.remove(concern);
        } finally {
            lock.unlock();
        }
    }
}
