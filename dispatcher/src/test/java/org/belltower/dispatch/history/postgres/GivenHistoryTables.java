package org.belltower.dispatch.history.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.DispatcherDatabase;
import org.belltower.embedded.postgres.Role;
import org.flywaydb.core.Flyway;

/// A database of the dispatcher's with its tables.
public record GivenHistoryTables(DispatcherDatabase database) {
    public static GivenHistoryTables fresh() {
        GivenHistoryTables given = new GivenHistoryTables(Backends.freshDispatcherDatabase());
        given.make();
        return given;
    }

    /// Runs the migrations.
    public void make() {
        Role owner = database.roles().owner();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), owner.name(), owner.password())
                .locations("classpath:db/dispatcher")
                .load()
                .migrate();
    }

    /// As the dispatcher itself.
    public DataSource source() {
        return database.connectAs(database.roles().application());
    }

    /// From now on PostgreSQL lets nobody in.
    public void goAway() {
        asOwner("CONNECTION LIMIT 0");
    }

    public void comeBack() {
        asOwner("CONNECTION LIMIT -1");
    }

    private void asOwner(String change) {
        String url = database.jdbcUrl();
        String name = url.substring(url.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
        // Only an administrator gets in to open it again.
        run(Backends.databaseServer().administrator().connectTo(url), "ALTER DATABASE \"" + name + "\" " + change);
    }

    private static void run(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The first number of what is asked last.
    public long number(Role role, String... sql) throws SQLException {
        try (Connection connection = database.connectAs(role).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int before = 0; before < sql.length - 1; before++) {
                statement.execute(sql[before]);
            }
            try (ResultSet rows = statement.executeQuery(sql[sql.length - 1])) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /// What it takes on disk with its indexes, all days together.
    public long bytes(String table) {
        try {
            return number(
                    database.roles().owner(),
                    "SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('" + table + "')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many rows of any district there are: a superuser's view.
    public long rows(String table) {
        try {
            return number(Backends.databaseServer().administrator(), "SELECT count(*) FROM " + table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
