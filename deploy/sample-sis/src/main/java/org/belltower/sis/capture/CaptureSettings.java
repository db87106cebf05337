package org.belltower.sis.capture;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/// Of what database changes are captured, and where they are written.
///
/// @param password of a role that may replicate
/// @param slot the replication slot, by which PostgreSQL keeps what was not captured yet
/// @param topicPrefix rows of a table stand on `prefix.schema.table`
/// @param offsets the file in which the engine remembers how far it is
/// @param more properties of Debezium's engine, which count more than those that are usual here
public record CaptureSettings(
        String bootstrapServers,
        String host,
        int port,
        String user,
        String password,
        String database,
        String schema,
        String slot,
        String topicPrefix,
        Path offsets,
        Map<String, String> more) {
    public CaptureSettings {
        more = Map.copyOf(more);
    }

    String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /// Debezium's properties.
    Properties engine() {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("name", slot),
                Map.entry("connector.class", "io.debezium.connector.postgresql.PostgresConnector"),
                Map.entry("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore"),
                Map.entry("offset.storage.file.filename", offsets.toString()),
                Map.entry("offset.flush.interval.ms", "1000"),
                Map.entry("plugin.name", "pgoutput"),
                Map.entry("database.hostname", host),
                Map.entry("database.port", Integer.toString(port)),
                Map.entry("database.user", user),
                Map.entry("database.password", password),
                Map.entry("database.dbname", database),
                Map.entry("schema.include.list", schema),
                Map.entry("slot.name", slot),
                Map.entry("publication.name", slot),
                Map.entry("publication.autocreate.mode", "filtered"),
                Map.entry("topic.prefix", topicPrefix),
                // A decimal that is written in bytes can be read by nobody who has not got its schema.
                Map.entry("decimal.handling.mode", "string"),
                Map.entry("poll.interval.ms", "20"),
                Map.entry("key.converter.schemas.enable", "false"),
                Map.entry("value.converter.schemas.enable", "false"),
                Map.entry("header.converter.schemas.enable", "false")));
        properties.putAll(more);
        return properties;
    }

    /// Without the password.
    @Override
    public String toString() {
        return "CaptureSettings[database=" + database + " slot=" + slot + "]";
    }
}
