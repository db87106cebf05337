package org.belltower.registry.publish.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.publish.Shard;
import org.belltower.registry.publish.ShardOwnership;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Owns shards by advisory locks of one connection that does nothing else: they are lost with it, all at once, and
/// that begins a new term. The database ends the connection of a process that is there but does nothing any more
/// (frozen, or cut off), so that another one takes its shards. Not thread-safe.
public final class PostgresShardOwnership implements ShardOwnership {
    private static final Logger LOG = Logger.getLogger(PostgresShardOwnership.class);

    private final DataSource source;
    private final Duration silence;
    private final Set<Shard> owned = new LinkedHashSet<>();
    private @Nullable Connection connection;
    private long term;

    /// @param source connects as the relay's role, unpooled: closing a connection must end its locks
    /// @param silence after so long without [#acquire] the shards are free again
    public PostgresShardOwnership(DataSource source, Duration silence) {
        this.source = source;
        this.silence = silence;
    }

    @Override
    public Owned acquire() {
        try {
            int before = owned.size();
            // Asked also when nothing is free: a connection that does not answer owns nothing any more.
            owned.addAll(free(connected()));
            if (owned.size() != before) {
                LOG.infof("event=shards-owned count=%d of=%d", owned.size(), Shard.COUNT);
            }
            return new Owned(term, owned);
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("the shards' locks cannot be taken or kept", e);
        }
    }

    private Connection connected() throws SQLException {
        Connection locks = connection;
        if (locks == null) {
            locks = source.getConnection();
            connection = locks;
            endsAfterSilence(locks);
            term++;
        }
        return locks;
    }

    private void endsAfterSilence(Connection locks) throws SQLException {
        try (PreparedStatement statement =
                locks.prepareStatement("SELECT set_config('idle_session_timeout', ?, false)")) {
            statement.setString(1, Long.toString(silence.toMillis()));
            boolean _ = statement.execute();
        }
    }

    /// Locks what nobody has locked.
    private Set<Shard> free(Connection locks) throws SQLException {
        Object[] missing = Shard.all().stream()
                .filter(shard -> !owned.contains(shard))
                .map(Shard::number)
                .toArray();
        Set<Shard> taken = new LinkedHashSet<>();
        Array shards = locks.createArrayOf("integer", missing);
        try (PreparedStatement statement =
                locks.prepareStatement("SELECT shard FROM unnest(?) AS shard WHERE pg_try_advisory_lock(?, shard)")) {
            statement.setArray(1, shards);
            statement.setInt(2, Locks.SHARD);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taken.add(new Shard(rows.getInt(1)));
                }
            }
        } finally {
            shards.free();
        }
        return taken;
    }

    @Override
    public void close() {
        owned.clear();
        Connection locks = connection;
        connection = null;
        if (locks != null) {
            try {
                locks.close();
            } catch (SQLException e) {
                LOG.warnf("event=shard-locks-not-closed state=%s", e.getSQLState());
            }
        }
    }
}
