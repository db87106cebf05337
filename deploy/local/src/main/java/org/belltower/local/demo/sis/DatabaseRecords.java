package org.belltower.local.demo.sis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.belltower.local.demo.drive.PlayFailedException;
import org.belltower.model.DistrictId;
import org.jspecify.annotations.Nullable;

/// The databases of the student information systems, one connection each. Belongs to one thread.
public final class DatabaseRecords implements StudentRecords {
    private final Databases databases;
    private final Map<DistrictId, Connection> open = new HashMap<>();

    /// Where a district's database is. Blocks.
    @FunctionalInterface
    public interface Databases {
        Connection of(DistrictId district) throws SQLException;
    }

    public DatabaseRecords(Databases databases) {
        this.databases = databases;
    }

    @Override
    public void save(Save save) {
        try {
            Connection connection = connection(save.district());
            for (SqlStatement statement : save.statements()) {
                execute(connection, statement);
            }
            connection.commit();
        } catch (SQLException failure) {
            // Its text may hold a row.
            throw new PlayFailedException("the student information system of " + save.district() + " did not save "
                    + save.events().getFirst().name() + ": SQL state " + failure.getSQLState());
        }
    }

    private Connection connection(DistrictId district) throws SQLException {
        Connection known = open.get(district);
        if (known == null) {
            known = databases.of(district);
            known.setAutoCommit(false);
            open.put(district, known);
        }
        return known;
    }

    private static void execute(Connection connection, SqlStatement statement) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            int number = 0;
            for (@Nullable Object value : statement.values()) {
                prepared.setObject(++number, value);
            }
            prepared.execute();
        }
    }

    @Override
    public void close() {
        for (Connection connection : open.values()) {
            try {
                connection.close();
            } catch (SQLException gone) {
                // Then it is closed.
            }
        }
        open.clear();
    }
}
