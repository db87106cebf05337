package org.belltower.embedded.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Statements in the name of a role.
final class Sql {
    private Sql() {}

    static void execute(ServiceDatabase database, Role role, String... statements) throws SQLException {
        try (Connection connection = database.connectAs(role).getConnection()) {
            for (String statement : statements) {
                DatabaseServer.execute(connection, statement);
            }
        }
    }

    static int number(ServiceDatabase database, Role role, String... statements) throws SQLException {
        try (Connection connection = database.connectAs(role).getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < statements.length - 1; i++) {
                statement.execute(statements[i]);
            }
            try (ResultSet rows = statement.executeQuery(statements[statements.length - 1])) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
