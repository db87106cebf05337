package org.belltower.sis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The schema of the sample, and how it is mapped.
public final class SampleSis {
    /// Client and CloudEvents source of its events, as the mapping says.
    public static final String CLIENT = "sis";

    public static final String SOURCE = "/sis";

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
    /// @param topicPrefix of the topics to which its rows are captured
    public static String mapping(String district, String topicPrefix) {
        return text("mapping.yaml").replace("${district}", district).replace("${topicPrefix}", topicPrefix);
    }

    /// Whether a database has the schema.
    public static boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT to_regnamespace('sis') IS NOT NULL")) {
            return found.next() && found.getBoolean(1);
        }
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
