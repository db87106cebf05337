package org.belltower.service.probe;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/// Whether the database answers by a connection of the service's own pool.
///
/// @param database a pool of Agroal's
public record DatabaseProbe(DataSource database, Duration interval) implements Probe {
    private static final int SECONDS = 2;

    @Override
    public String peer() {
        return "postgresql";
    }

    @Override
    public Found ask() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(SECONDS) ? new Found.Reached() : new Found.Away("no-answer");
        } catch (SQLException e) {
            return isBusy(e) ? new Found.NotAsked("pool-busy") : new Found.Away("no-connection");
        }
    }

    /// All connections are in use, and none came back in time: of the database that tells nothing.
    /// Agroal says so by a failure without a state and without a cause. One that comes of the
    /// database has a state, and one of a connection that is not made in time has a cause.
    private static boolean isBusy(SQLException failure) {
        return failure.getSQLState() == null && failure.getCause() == null;
    }
}
