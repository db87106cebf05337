package org.belltower.local.suite.start;

import java.nio.file.Path;
import java.util.Map;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Secrets;

/// The passwords of PostgreSQL's roles. Those of the services are drawn anew at each start; the
/// superuser's is kept, as PostgreSQL keeps it.
record DatabasePasswords(String superuser, Registry registry, Dispatcher dispatcher) {
    /// Of the registry's roles.
    record Registry(String owner, String application, String relay) {
        @Override
        public String toString() {
            return "Registry[]";
        }
    }

    /// Of the dispatcher's roles.
    record Dispatcher(String owner, String application) {
        @Override
        public String toString() {
            return "Dispatcher[]";
        }
    }

    /// @param folder where the superuser's is kept
    static DatabasePasswords forRun(Path folder) {
        return new DatabasePasswords(
                Secrets.kept(folder.resolve("postgresql")),
                new Registry(Secrets.generate(), Secrets.generate(), Secrets.generate()),
                new Dispatcher(Secrets.generate(), Secrets.generate()));
    }

    Map<String, String> ofDatabase() {
        return Map.of(
                DatabaseMain.SUPERUSER_PASSWORD, superuser,
                DatabaseMain.OWNER_PASSWORD, registry.owner(),
                DatabaseMain.APPLICATION_PASSWORD, registry.application(),
                DatabaseMain.RELAY_PASSWORD, registry.relay(),
                DatabaseMain.DISPATCHER_OWNER_PASSWORD, dispatcher.owner(),
                DatabaseMain.DISPATCHER_PASSWORD, dispatcher.application());
    }

    Map<String, String> ofRegistry(Ports ports) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + ports.postgresql() + "/" + DatabaseMain.DATABASE,
                "QUARKUS_DATASOURCE_USERNAME",
                "belltower_app",
                "QUARKUS_DATASOURCE_PASSWORD",
                registry.application(),
                "QUARKUS_FLYWAY_USERNAME",
                "belltower_owner",
                "QUARKUS_FLYWAY_PASSWORD",
                registry.owner(),
                "BELLTOWER_REGISTRY_RELAY_PASSWORD",
                registry.relay());
    }

    Map<String, String> ofDispatcher(Ports ports) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + ports.postgresql() + "/" + DatabaseMain.DISPATCHER_DATABASE,
                "QUARKUS_DATASOURCE_USERNAME",
                "belltower_dispatcher",
                "QUARKUS_DATASOURCE_PASSWORD",
                dispatcher.application(),
                "QUARKUS_FLYWAY_USERNAME",
                "belltower_dispatcher_owner",
                "QUARKUS_FLYWAY_PASSWORD",
                dispatcher.owner());
    }

    @Override
    public String toString() {
        return "DatabasePasswords[]";
    }
}
