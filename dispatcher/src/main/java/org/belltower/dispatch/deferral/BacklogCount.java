package org.belltower.dispatch.deferral;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Counts what waits, again and again: nobody who looks asks the table. The longer the table takes,
/// the less often it is asked, so that counting a large backlog never takes more than a twentieth
/// of the time.
///
/// One thread ticks; any may look.
final class BacklogCount {
    private static final int PART_OF_THE_TIME = 20;

    private final DeferralTable table;
    private final InstantSource time;
    private final LongSupplier nanoTime;
    private long next;
    private volatile Optional<Backlog> last = Optional.empty();

    BacklogCount(DeferralTable table, InstantSource time, LongSupplier nanoTime) {
        this.table = table;
        this.time = time;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /// Blocks while the table is asked.
    ///
    /// @throws NotNowException while the table is away; what was counted before stays
    void tick() {
        long began = nanoTime.getAsLong();
        if (began - next < 0) {
            return;
        }
        try {
            last = Optional.of(new Backlog(table.backlog(), time.instant()));
        } finally {
            next = began + (nanoTime.getAsLong() - began) * PART_OF_THE_TIME;
        }
    }

    /// Empty until the table has been asked.
    Optional<Backlog> last() {
        return last;
    }
}
