package org.belltower.service.probe;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/// Whether the database answers by a connection of the service's own pool.
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
            return new Found.Away("no-connection");
        }
    }
}
