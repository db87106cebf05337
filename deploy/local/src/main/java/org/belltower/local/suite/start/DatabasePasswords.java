package org.belltower.local.suite.start;

import java.nio.file.Path;
import java.util.Map;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Secrets;

/// The passwords of PostgreSQL's roles. Those of the registry are drawn anew at each start; the superuser's is kept,
/// as PostgreSQL keeps it.
record DatabasePasswords(String superuser, String owner, String application, String relay) {
    /// @param folder where the superuser's is kept
    static DatabasePasswords forRun(Path folder) {
        return new DatabasePasswords(
                Secrets.kept(folder.resolve("postgresql")), Secrets.generate(), Secrets.generate(), Secrets.generate());
    }

    Map<String, String> ofDatabase() {
        return Map.of(
                DatabaseMain.SUPERUSER_PASSWORD, superuser,
                DatabaseMain.OWNER_PASSWORD, owner,
                DatabaseMain.APPLICATION_PASSWORD, application,
                DatabaseMain.RELAY_PASSWORD, relay);
    }

    Map<String, String> ofRegistry(Ports ports) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + ports.postgresql() + "/" + DatabaseMain.DATABASE,
                "QUARKUS_DATASOURCE_USERNAME",
                "belltower_app",
                "QUARKUS_DATASOURCE_PASSWORD",
                application,
                "QUARKUS_FLYWAY_USERNAME",
                "belltower_owner",
                "QUARKUS_FLYWAY_PASSWORD",
                owner,
                "BELLTOWER_REGISTRY_RELAY_PASSWORD",
                relay);
    }

    @Override
    public String toString() {
        return "DatabasePasswords[]";
    }
}
