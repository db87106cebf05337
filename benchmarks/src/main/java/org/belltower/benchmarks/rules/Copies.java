package org.belltower.benchmarks.rules;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.benchmarks.process.Service;
import org.belltower.benchmarks.process.Unwinding;
import org.belltower.embedded.issuer.IssuerSettings;
import org.belltower.embedded.issuer.LocalIssuer;
import org.belltower.embedded.issuer.SigningKey;

/// Copies of rules-evaluator as it is packaged, on one Kafka. Closes those that it started. Not thread-safe.
final class Copies implements AutoCloseable {
    static final Jvm JVM = Jvm.asServices(256);

    private final String kafka;
    private final Unwinding open = new Unwinding();
    private final LocalIssuer issuer;

    Copies(String kafka) {
        this.kafka = kafka;
        this.issuer = open.later(LocalIssuer.start(
                new IssuerSettings(0, SigningKey.ephemeral(), List.of(), List.of()), InstantSource.system()));
    }

    /// Starts one, and returns when it decides.
    ///
    /// @param instance its name
    /// @param folder for its state, under its name, and its log
    Service start(String instance, Path folder) throws InterruptedException {
        return open.later(Service.start("rules-evaluator", JVM, settings(instance, folder), kafka, folder));
    }

    /// As [#start], and returns at once.
    Service launch(String instance, Path folder) {
        return open.later(Service.launch("rules-evaluator", JVM, settings(instance, folder), kafka, folder));
    }

    private Map<String, String> settings(String instance, Path folder) {
        return Map.of(
                "belltower.rules.instance",
                instance,
                "belltower.rules.state-dir",
                state(instance, folder).toString(),
                "belltower.rules.alerts.at-once",
                "100000000",
                "quarkus.oidc.auth-server-url",
                issuer.url());
    }

    /// Where a copy keeps what it knows.
    static Path state(String instance, Path folder) {
        return folder.resolve("state-" + instance);
    }

    @Override
    public void close() {
        open.close();
    }
}
