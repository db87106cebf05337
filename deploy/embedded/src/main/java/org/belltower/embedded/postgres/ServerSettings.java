package org.belltower.embedded.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;

/// The settings of a PostgreSQL that serves one machine.
final class ServerSettings {
    /// `pg_hba.conf`: loopback, everyone with a password.
    static final String ACCESS = """
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            host replication all 127.0.0.1/32 scram-sha-256
            """;

    private ServerSettings() {}

    static EmbeddedPostgres.Builder builder(Path data, DatabaseServer server, boolean durable) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(server.port())
                .setConnectConfig("password", server.administrator().password());
        // Sorts alike on every machine, whatever its locale.
        locale().forEach(builder::setLocaleConfig);
        settings(durable).forEach(builder::setServerConfig);
        return builder;
    }

    private static Map<String, String> locale() {
        return Map.of("locale-provider", "builtin", "builtin-locale", "C.UTF-8", "locale", "C");
    }

    private static Map<String, String> settings(boolean durable) {
        String safe = durable ? "on" : "off";
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                // No socket file in the system's temporary folder.
                Map.entry("unix_socket_directories", ""),
                Map.entry("wal_level", "logical"),
                Map.entry("max_wal_senders", "4"),
                Map.entry("max_replication_slots", "4"),
                Map.entry("shared_buffers", "32MB"),
                Map.entry("max_wal_size", "256MB"),
                Map.entry("max_connections", "100"),
                Map.entry("jit", "off"),
                Map.entry("fsync", safe),
                Map.entry("synchronous_commit", safe),
                Map.entry("full_page_writes", safe),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"));
    }
}
