package org.belltower.sis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The schema of the sample, and how it is mapped.
public final class SampleSis {
    private SampleSis() {}

    /// Makes the schema `sis` with its tables in an empty database.
    ///
    /// @throws SQLException if it is there already
    public static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text("schema.sql"));
        }
    }

    /// The mapping for event-ingest.
    ///
    /// @param district whose data it is
    public static String mapping(String district) {
        return text("mapping.yaml").replace("${district}", district);
    }

    private static String text(String name) {
        try (InputStream stream = SampleSis.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not among the resources");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
