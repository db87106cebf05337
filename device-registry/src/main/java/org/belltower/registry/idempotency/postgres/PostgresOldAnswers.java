package org.belltower.registry.idempotency.postgres;

import java.time.Instant;
import org.belltower.registry.loop.Purge;
import org.jdbi.v3.core.Jdbi;

/// Answers to earlier calls, of all districts; one of the database's functions forgets them.
public final class PostgresOldAnswers implements Purge.Old {
    private final Jdbi relay;

    /// @param relay connects as the relay's role
    public PostgresOldAnswers(Jdbi relay) {
        this.relay = relay;
    }

    @Override
    public int forget(Instant before, int most) {
        return relay.withHandle(handle -> handle.createQuery("SELECT forget_answers(:before, :most)")
                .bind("before", before)
                .bind("most", most)
                .mapTo(Integer.class)
                .one());
    }
}
