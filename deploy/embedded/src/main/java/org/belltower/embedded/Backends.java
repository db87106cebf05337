package org.belltower.embedded;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.belltower.embedded.issuer.SigningKey;
import org.belltower.embedded.issuer.TokenMint;
import org.belltower.embedded.postgres.DatabaseServer;
import org.belltower.embedded.postgres.DispatcherDatabase;
import org.belltower.embedded.postgres.Role;
import org.belltower.embedded.postgres.ServiceDatabase;
import org.belltower.embedded.postgres.ServiceRoles;

/// The one place where tests get a Kafka, a PostgreSQL and an issuer.
///
/// Each is started when it is first asked for, once per JVM, and stopped when the JVM ends. They
/// are embedded, unless the system property `belltower.backends` is `testcontainers`: then Kafka
/// and PostgreSQL come from Docker, and if no Docker engine answers, asking fails. Tests share
/// them, so they use fresh names: a database of their own, topics and groups with a random part.
///
/// Blocks while something starts. Thread-safe.
public final class Backends {
    /// The roles of every database handed out. The servers hold test data only and end with the
    /// JVM.
    private static final ServiceRoles ROLES =
            ServiceRoles.belltower("owner-in-tests", "application-in-tests", "relay-in-tests");

    private static final DispatcherDatabase.Roles DISPATCHER_ROLES =
            DispatcherDatabase.Roles.belltower("owner-in-tests", "dispatcher-in-tests");

    private Backends() {}

    /// The `bootstrap.servers` of the one Kafka.
    public static String kafka() {
        return text(ask("kafka"), "bootstrap");
    }

    /// A new, empty database in the one PostgreSQL, with the roles `belltower_owner`,
    /// `belltower_app` and `belltower_relay`.
    public static ServiceDatabase freshDatabase() {
        return databaseServer().createServiceDatabase(freshName(), ROLES);
    }

    /// A new, empty database of the dispatcher in the one PostgreSQL, with the roles
    /// `belltower_dispatcher_owner` and `belltower_dispatcher`.
    public static DispatcherDatabase freshDispatcherDatabase() {
        return databaseServer().createDispatcherDatabase(freshName(), DISPATCHER_ROLES);
    }

    private static String freshName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    /// The one PostgreSQL to its administrator.
    public static DatabaseServer databaseServer() {
        Map<String, String> found = ask("postgres");
        return new DatabaseServer(
                text(found, "host"),
                Integer.parseInt(text(found, "port")),
                new Role(text(found, "user"), text(found, "password")));
    }

    /// Signs tokens of the one issuer; [TokenMint#issuer()] is its address. It knows no clients and
    /// no users: tests that sign in start a [org.belltower.embedded.issuer.LocalIssuer] of their
    /// own.
    public static TokenMint tokens() {
        Map<String, String> found = ask("issuer");
        return new TokenMint(text(found, "url"), SigningKey.in(Path.of(text(found, "keys"))), InstantSource.system());
    }

    private static String text(Map<String, String> found, String name) {
        String value = found.get(name);
        if (value == null) {
            throw new IllegalStateException("no " + name + " among " + found.keySet());
        }
        return value;
    }

    // Quarkus loads a test's classes anew for every test profile, and drops them later. So what is started
    // belongs to the system class loader, which all of them share, and only texts cross over.
    @SuppressWarnings("unchecked") // SharedBackends.ask returns a map of strings.
    private static Map<String, String> ask(String backend) {
        try {
            Method ask = shared().getMethod("ask", String.class);
            return (Map<String, String>) ask.invoke(null, backend);
        } catch (ReflectiveOperationException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("the " + backend + " backend does not start", failure);
        }
    }

    private static Class<?> shared() {
        String name = "org.belltower.embedded.SharedBackends";
        try {
            return Class.forName(name, true, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException elsewhere) {
            return SharedBackends.class;
        }
    }
}
