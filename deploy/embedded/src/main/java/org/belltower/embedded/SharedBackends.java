package org.belltower.embedded;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.host.Folders;
import org.belltower.embedded.issuer.IssuerSettings;
import org.belltower.embedded.issuer.LocalIssuer;
import org.belltower.embedded.issuer.SigningKey;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.embedded.postgres.DatabaseServer;
import org.belltower.embedded.postgres.EmbeddedDatabase;

/// What [Backends] has started in this JVM. Public for reflection across class loaders only. Thread-safe.
public final class SharedBackends {
    private static final Map<String, Map<String, String>> STARTED = new HashMap<>();
    private static final String ADMINISTRATOR_PASSWORD = "administrator-in-tests";

    private SharedBackends() {}

    /// Where a backend is: `kafka`, `postgres` or `issuer`. Starts it at the first question.
    public static synchronized Map<String, String> ask(String backend) {
        Map<String, String> found = STARTED.get(backend);
        if (found == null) {
            found = inOwnClassLoader(backend);
            STARTED.put(backend, found);
        }
        return found;
    }

    // Kafka finds classes by the thread's loader, and its threads inherit it; a test's loader would end before
    // them.
    private static Map<String, String> inOwnClassLoader(String backend) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SharedBackends.class.getClassLoader());
        try {
            return start(backend);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Map<String, String> start(String backend) {
        boolean containers = containersAskedFor();
        return switch (backend) {
            case "kafka" -> Map.of("bootstrap", containers ? Containers.kafka() : kafka());
            case "postgres" -> place(containers ? Containers.postgres() : postgres());
            case "issuer" -> issuer();
            default -> throw new IllegalArgumentException("no such backend: " + backend);
        };
    }

    private static boolean containersAskedFor() {
        String asked = System.getProperty("belltower.backends", "embedded");
        return switch (asked) {
            case "embedded" -> false;
            case "testcontainers" -> true;
            default ->
                throw new IllegalStateException("belltower.backends is embedded or testcontainers, not " + asked);
        };
    }

    private static String kafka() {
        EmbeddedKafka kafka = EmbeddedKafka.temporary();
        atExit(kafka::close);
        return kafka.bootstrapServers();
    }

    private static DatabaseServer postgres() {
        EmbeddedDatabase postgres = EmbeddedDatabase.temporary(ADMINISTRATOR_PASSWORD);
        atExit(postgres::close);
        return postgres.server();
    }

    private static Map<String, String> place(DatabaseServer server) {
        return Map.of(
                "host", server.host(),
                "port", Integer.toString(server.port()),
                "user", server.administrator().name(),
                "password", server.administrator().password());
    }

    private static Map<String, String> issuer() {
        Path keys = Folders.temporary("belltower-issuer-");
        var settings = new IssuerSettings(0, SigningKey.in(keys), List.of(), List.of());
        LocalIssuer issuer = LocalIssuer.start(settings, InstantSource.system());
        atExit(() -> {
            issuer.close();
            Folders.delete(keys);
        });
        return Map.of("url", issuer.url(), "keys", keys.toString());
    }

    private static void atExit(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-backend"));
    }
}
