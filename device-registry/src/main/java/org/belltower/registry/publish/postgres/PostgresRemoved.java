package org.belltower.registry.publish.postgres;

import java.time.Instant;
import org.belltower.registry.publish.Removed;
import org.jdbi.v3.core.Jdbi;

/// The database's triggers remember who was taken out; one of its functions forgets them.
public final class PostgresRemoved implements Removed {
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
