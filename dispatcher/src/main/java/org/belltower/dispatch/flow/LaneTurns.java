package org.belltower.dispatch.flow;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which of those that wait for one credential goes next: by lane, and within a lane by district.
///
/// **Alerts first**, and a share of the limit that bulk never takes, so that the next alert finds a
/// permit. **Bulk keeps a floor**: while both wait, one of bulk goes after so many alerts, if its
/// share lets it.
///
/// **Invariants.** Never more in flight than the limit that was given with the last turn; of bulk
/// never more than its share; who may go and finds room is never left waiting.
///
/// Not thread-safe.
final class LaneTurns<T> {
    private final Shares shares;
    private final FairQueue<T> alerts = new FairQueue<>();
    private final FairQueue<T> bulk = new FairQueue<>();
    private int alertsInFlight;
    private int bulkInFlight;
    private int alertsInARow;

    LaneTurns(Shares shares) {
        this.shares = shares;
    }

    void add(Turn turn, T item) {
        queue(turn.lane()).add(turn.district(), item);
    }

    /// Takes who goes next, and counts it as in flight.
    ///
    /// @param limit the most in flight now
    /// @param bulkMayGo whether any of bulk may
    /// @return null if nobody may go
    @Nullable
    T next(int limit, boolean bulkMayGo, Predicate<? super T> mayGo) {
        if (alertsInFlight + bulkInFlight >= limit) {
            return null;
        }
        boolean roomForBulk = bulkMayGo && bulkInFlight < shares.mostOfBulk(limit);
        if (roomForBulk && alertsInARow >= shares.alertsInARow()) {
            T item = ofBulk(mayGo);
            if (item != null) {
                return item;
            }
        }
        T alert = alerts.poll(mayGo);
        if (alert != null) {
            alertsInFlight++;
            alertsInARow = bulk.isEmpty() ? 0 : alertsInARow + 1;
            return alert;
        }
        return roomForBulk ? ofBulk(mayGo) : null;
    }

    private @Nullable T ofBulk(Predicate<? super T> mayGo) {
        T item = bulk.poll(mayGo);
        if (item != null) {
            bulkInFlight++;
            alertsInARow = 0;
        }
        return item;
    }

    /// One that went is back.
    void finished(Lane lane) {
        switch (lane) {
            case ALERTS -> alertsInFlight--;
            case BULK -> bulkInFlight--;
        }
        if (alertsInFlight < 0 || bulkInFlight < 0) {
            throw new IllegalStateException("nothing of " + lane + " is in flight");
        }
    }

    List<T> removeIf(Predicate<? super T> unwanted) {
        List<T> removed = alerts.removeIf(unwanted);
        removed.addAll(bulk.removeIf(unwanted));
        return removed;
    }

    int inFlight(Lane lane) {
        return switch (lane) {
            case ALERTS -> alertsInFlight;
            case BULK -> bulkInFlight;
        };
    }

    int inFlight() {
        return alertsInFlight + bulkInFlight;
    }

    /// The first of each district in each lane.
    Stream<T> firsts() {
        return Stream.concat(alerts.firsts(), bulk.firsts());
    }

    int waiting(Lane lane) {
        return queue(lane).size();
    }

    private FairQueue<T> queue(Lane lane) {
        return switch (lane) {
            case ALERTS -> alerts;
            case BULK -> bulk;
        };
    }
}
