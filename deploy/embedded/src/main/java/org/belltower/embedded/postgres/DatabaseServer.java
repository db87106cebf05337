package org.belltower.embedded.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.util.PasswordUtil;

/// A running PostgreSQL, wherever it runs, to its administrator: makes the databases and roles of
/// services.
///
/// @param host where it listens
/// @param port where it listens
/// @param administrator a superuser, used for nothing else
public record DatabaseServer(String host, int port, Role administrator) {
    /// The JDBC address of one of its databases.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + SqlName.check(database);
    }

    /// Connections of the administrator, unpooled.
    public DataSource administration(String database) {
        return administrator.connectTo(jdbcUrl(database));
    }

    /// Makes the database and the roles that are not there yet, and sets the roles' passwords. May
    /// be repeated: data stays, rights and passwords become what is asked for. What is in the
    /// database is the owner's to make and to grant.
    ///
    /// @throws IllegalStateException if PostgreSQL refuses
    public ServiceDatabase createServiceDatabase(String name, ServiceRoles roles) {
        return new ServiceDatabase(create(name, roles.owner(), List.of(roles.application(), roles.relay())), roles);
    }

    /// As [#createServiceDatabase], with the dispatcher's two roles.
    public DispatcherDatabase createDispatcherDatabase(String name, DispatcherDatabase.Roles roles) {
        return new DispatcherDatabase(create(name, roles.owner(), List.of(roles.application())), roles);
    }

    /// Makes the database of somebody whose changes are read from the log, and its only role, which may read it. May
    /// be repeated, as [#createServiceDatabase].
    ///
    /// @param owner owns the database, and may replicate
    /// @throws IllegalStateException if PostgreSQL refuses
    public void createCapturedDatabase(String name, Role owner) {
        try (Connection connection = administration("postgres").getConnection()) {
            ensureRole(connection, owner, "REPLICATION");
            ensureDatabase(connection, name, owner, owner.name());
        } catch (SQLException failure) {
            throw new IllegalStateException("could not make the database " + name, failure);
        }
    }

    private String create(String name, Role owner, List<Role> users) {
        String url = jdbcUrl(name);
        String grantees = users.stream().map(Role::name).collect(Collectors.joining(", "));
        try (Connection connection = administration("postgres").getConnection()) {
            ensureRole(connection, owner, "NOREPLICATION");
            for (Role role : users) {
                ensureRole(connection, role, "NOREPLICATION");
            }
            ensureDatabase(connection, name, owner, grantees);
        } catch (SQLException failure) {
            throw new IllegalStateException("could not make the database " + name, failure);
        }
        try (Connection connection = administration(name).getConnection()) {
            execute(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
            execute(connection, "GRANT USAGE ON SCHEMA public TO " + grantees);
        } catch (SQLException failure) {
            throw new IllegalStateException("could not set the rights in the database " + name, failure);
        }
        return url;
    }

    private static void ensureRole(Connection connection, Role role, String replication) throws SQLException {
        String attributes = role.name() + " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE " + replication;
        boolean there = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role.name());
        execute(connection, (there ? "ALTER ROLE " : "CREATE ROLE ") + attributes);
        setPassword(connection, role);
    }

    // The driver makes a SCRAM verifier of it, so the password itself is in no statement that could be logged.
    static void setPassword(Connection connection, Role role) throws SQLException {
        char[] password = role.password().toCharArray();
        execute(connection, PasswordUtil.genAlterUserPasswordSQL(role.name(), password, "scram-sha-256"));
    }

    private static void ensureDatabase(Connection connection, String name, Role owner, String users)
            throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            execute(connection, "CREATE DATABASE " + name + " OWNER " + owner.name());
        }
        execute(connection, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        execute(connection, "GRANT CONNECT ON DATABASE " + name + " TO " + users);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
