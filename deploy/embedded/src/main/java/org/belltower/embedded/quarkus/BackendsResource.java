package org.belltower.embedded.quarkus;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.DispatcherDatabase;
import org.belltower.embedded.postgres.ServiceDatabase;

/// Points a service's `@QuarkusTest` at the backends of this JVM: `kafka.bootstrap.servers` and
/// `quarkus.oidc.auth-server-url`, and with the argument `database=true` at a new, empty database:
/// `quarkus.datasource.jdbc.url` with the application role, `quarkus.flyway.username` and
/// `.password` of the owner, `belltower.registry.relay.username` and `.password`. With
/// `database=dispatcher` it is a new, empty database of the dispatcher's, with its role.
///
/// ```java
/// @QuarkusTest
/// @QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
/// class RosterIT {
/// ```
public final class BackendsResource implements QuarkusTestResourceLifecycleManager {
    private String database = "false";

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", "false");
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("kafka.bootstrap.servers", Backends.kafka());
        configuration.put("quarkus.oidc.auth-server-url", Backends.tokens().issuer());
        switch (database) {
            case "true" -> configuration.putAll(of(Backends.freshDatabase()));
            case "dispatcher" -> configuration.putAll(of(Backends.freshDispatcherDatabase()));
            case "false" -> {}
            default -> throw new IllegalArgumentException("database is true, dispatcher or false, not " + database);
        }
        return configuration;
    }

    private static Map<String, String> of(DispatcherDatabase fresh) {
        return Map.of(
                "quarkus.datasource.jdbc.url", fresh.jdbcUrl(),
                "quarkus.datasource.username", fresh.roles().application().name(),
                "quarkus.datasource.password", fresh.roles().application().password(),
                "quarkus.flyway.username", fresh.roles().owner().name(),
                "quarkus.flyway.password", fresh.roles().owner().password());
    }

    private static Map<String, String> of(ServiceDatabase fresh) {
        return Map.of(
                "quarkus.datasource.jdbc.url", fresh.jdbcUrl(),
                "quarkus.datasource.username", fresh.roles().application().name(),
                "quarkus.datasource.password", fresh.roles().application().password(),
                "quarkus.flyway.username", fresh.roles().owner().name(),
                "quarkus.flyway.password", fresh.roles().owner().password(),
                "belltower.registry.relay.username", fresh.roles().relay().name(),
                "belltower.registry.relay.password", fresh.roles().relay().password());
    }

    /// Leaves them running: they end with the JVM, and the next test uses them too.
    @Override
    public void stop() {}
}
