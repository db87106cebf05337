package org.belltower.registry.publish.postgres;

import java.time.Instant;
import org.belltower.registry.loop.Purge;
import org.jdbi.v3.core.Jdbi;

/// Who was taken out of students' people, in all districts. The database's triggers remember them; one of its
/// functions forgets them, and marks their students: their records no longer name them.
public final class PostgresRemoved implements Purge.Old {
    private final Jdbi relay;

    /// @param relay connects as the relay's role
    public PostgresRemoved(Jdbi relay) {
        this.relay = relay;
    }

    @Override
    public int forget(Instant before, int most) {
        return relay.withHandle(handle -> handle.createQuery("SELECT forget_removed(:before, :most)")
                .bind("before", before)
                .bind("most", most)
                .mapTo(Integer.class)
                .one());
    }
}
