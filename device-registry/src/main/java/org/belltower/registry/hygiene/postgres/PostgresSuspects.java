package org.belltower.registry.hygiene.postgres;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.RecordKey;
import org.belltower.registry.hygiene.Suspects;
import org.jdbi.v3.core.Jdbi;

/// Asks a function of the database, across districts, ids only: most pushes are taken, and of their
/// devices next to none is suspect.
///
/// Thread-safe.
public final class PostgresSuspects implements Suspects {
    private final Jdbi relay;

    /// @param relay connects as the relay's role
    public PostgresSuspects(Jdbi relay) {
        this.relay = relay;
    }

    @Override
    public List<RecordKey> among(Collection<RecordKey> devices) {
        if (devices.isEmpty()) {
            return List.of();
        }
        return relay.withHandle(handle -> handle.createQuery(
                        "SELECT district, id FROM suspects_among(:districts, :ids)")
                .bindArray(
                        "districts",
                        String.class,
                        each(devices, key -> key.district().value()))
                .bindArray("ids", String.class, each(devices, RecordKey::id))
                .map((row, _) -> new RecordKey(new DistrictId(row.getString("district")), row.getString("id")))
                .list());
    }

    private static List<String> each(Collection<RecordKey> keys, Function<RecordKey, String> part) {
        return keys.stream().map(part).toList();
    }
}
