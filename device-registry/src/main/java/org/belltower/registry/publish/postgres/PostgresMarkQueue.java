package org.belltower.registry.publish.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.registry.publish.Backlog;
import org.belltower.registry.publish.Mark;
import org.belltower.registry.publish.MarkQueue;
import org.belltower.registry.publish.Shard;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// The marks as the relay's role sees them: of all districts, ids only.
public final class PostgresMarkQueue implements MarkQueue {
    private static final RowMapper<Mark> MAPPER = ConstructorMapper.of(Mark.class);

    private final Jdbi relay;
    private final InstantSource clock;

    /// @param relay connects as the relay's role
    public PostgresMarkQueue(Jdbi relay, InstantSource clock) {
        this.relay = relay;
        this.clock = clock;
    }

    @Override
    public Set<Shard> waiting() {
        return relay.withHandle(
                handle -> handle.createQuery("""
                        SELECT shard FROM generate_series(0, :last) AS shard
                        WHERE EXISTS (SELECT FROM mark WHERE mark.shard = shard.shard)
                        """).bind("last", Shard.COUNT - 1).mapTo(Integer.class).stream()
                        .map(Shard::new)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public List<Mark> claim(Shard shard, int limit) {
        return relay.withHandle(handle -> handle.createQuery("""
                        SELECT id, kind, district, key FROM mark
                        WHERE shard = :shard AND turn = (SELECT min(turn) FROM mark WHERE shard = :shard)
                        ORDER BY id LIMIT :limit
                        """)
                .bind("shard", shard.number())
                .bind("limit", limit)
                .map(MAPPER)
                .list());
    }

    @Override
    public void delete(Collection<Mark> marks) {
        relay.useHandle(handle -> handle.createUpdate("DELETE FROM mark WHERE id = ANY (:ids)")
                .bindArray("ids", Long.class, marks.stream().map(Mark::id).toList())
                .execute());
    }

    /// How much waits.
    public Backlog backlog() {
        return relay.withHandle(handle -> handle.createQuery("SELECT count(*) AS marks, min(made) AS oldest FROM mark")
                .map((row, context) -> new Backlog(
                        row.getLong("marks"),
                        Optional.ofNullable(row.getTimestamp("oldest"))
                                .map(oldest -> age(oldest.toInstant()))
                                .orElse(Duration.ZERO)))
                .one());
    }

    private Duration age(Instant made) {
        Duration age = Duration.between(made, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
