package org.belltower.dispatch.history;

import java.time.Duration;
import java.time.Instant;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;

/// Makes days ahead and drops old ones, now and then. For one thread.
public final class HistoryUpkeep {
    private static final Logger LOG = Logger.getLogger(HistoryUpkeep.class);

    private final HistoryStore store;
    private final Retention retention;
    private final Duration every;
    private final HistoryListener listener;
    private Instant next = Instant.EPOCH;
    private boolean failing;

    public HistoryUpkeep(HistoryStore store, Retention retention, Duration every, HistoryListener listener) {
        this.store = store;
        this.retention = retention;
        this.every = every;
        this.listener = listener;
    }

    /// Does it if it is time: an old day at a time, the next one at the next call, so that many do not keep whoever
    /// calls. What fails is tried again when it is time the next time, and keeps nothing else from being done.
    public void tick() {
        Instant now = retention.time().instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(every);
        boolean made = tried("make", () -> store.make(retention.today(), retention.last()));
        boolean dropped = tried("drop", this::drop);
        if (!made || !dropped) {
            listener.failed();
        }
        failing = !made || !dropped;
    }

    private void drop() {
        if (store.dropOldest(retention.first())) {
            LOG.infof("event=history-dropped before=%s", retention.first());
            next = Instant.EPOCH;
        }
    }

    private boolean tried(String part, Runnable work) {
        try {
            work.run();
            return true;
        } catch (HistoryAwayException | HistoryRefusedException e) {
            // Once, not for as long as it fails.
            if (!failing) {
                LOG.warnf("event=history-upkeep-failed part=%s cause=%s", part, Failures.kinds(e));
            }
            return false;
        }
    }
}
