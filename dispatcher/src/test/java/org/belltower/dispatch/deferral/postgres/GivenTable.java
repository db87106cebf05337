package org.belltower.dispatch.deferral.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.belltower.dispatch.deferral.DeferralTable;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.DispatcherDatabase;
import org.belltower.embedded.postgres.Role;
import org.flywaydb.core.Flyway;

/// A database of the dispatcher's with its tables.
public record GivenTable(DispatcherDatabase database) {
    public static GivenTable fresh() {
        DispatcherDatabase database = Backends.freshDispatcherDatabase();
        Role owner = database.roles().owner();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), owner.name(), owner.password())
                .locations("classpath:db/dispatcher")
                .load()
                .migrate();
        return new GivenTable(database);
    }

    public DeferralTable table() {
        return table(Duration.ofSeconds(5));
    }

    DeferralTable table(Duration putWithin) {
        return new PostgresDeferralTable(database.connectAs(database.roles().application()), putWithin);
    }

    /// Of the dispatcher's role.
    Connection connect() throws SQLException {
        return database.connectAs(database.roles().application()).getConnection();
    }

    public void empty() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM deferred_push; DELETE FROM claimer");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(Role role, String sql) throws SQLException {
        try (Connection connection = database.connectAs(role).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
