package org.belltower.dispatch.history;

import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/// Makes days ahead and drops old ones, now and then. For one thread.
public final class HistoryUpkeep {
    private static final Logger LOG = Logger.getLogger(HistoryUpkeep.class);

    private final HistoryStore store;
    private final Retention retention;
    private final Duration every;
    private Instant next = Instant.EPOCH;

    public HistoryUpkeep(HistoryStore store, Retention retention, Duration every) {
        this.store = store;
        this.retention = retention;
        this.every = every;
    }

    /// Does it if it is time. If the store is away, next time.
    public void tick() {
        Instant now = retention.time().instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(every);
        try {
            int dropped = store.keep(retention.first(), retention.today(), retention.last());
            if (dropped > 0) {
                LOG.infof("event=history-dropped before=%s tables=%d", retention.first(), dropped);
            }
        } catch (HistoryAwayException e) {
            LOG.debugf("event=history-upkeep-later");
        }
    }
}
