package org.belltower.registry.publish.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.model.DistrictId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.CommittedState;
import org.belltower.registry.publish.Mark;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Reads what is committed, as the relay's role: one transaction a district, each with one snapshot, under the same
/// row-level security as everyone.
public final class PostgresCommittedState implements CommittedState {
    private final Jdbi relay;
    private final InstantSource clock;

    /// @param relay connects as the relay's role
    public PostgresCommittedState(Jdbi relay, InstantSource clock) {
        this.relay = relay;
        this.clock = clock;
    }

    /// In a transaction of its own, which ends before a snapshot is taken.
    @Override
    public long nextVersion() {
        return relay.withHandle(handle -> handle.createQuery("SELECT nextval('published_version')")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Reading read(List<Mark> marks, long version) {
        Map<DistrictId, List<Mark>> districts =
                marks.stream().collect(groupingBy(Mark::district, LinkedHashMap::new, toList()));
        return Reading.joined(districts.entrySet().stream()
                .map(district -> read(district.getKey(), district.getValue(), version))
                .toList());
    }

    private Reading read(DistrictId district, List<Mark> marks, long version) {
        return relay.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            DistrictTransactions.enter(handle, district);
            return new DistrictReading(handle, district, version, clock.instant()).of(marks);
        });
    }
}
