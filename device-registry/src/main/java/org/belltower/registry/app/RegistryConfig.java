package org.belltower.registry.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// What can be set. Kafka's address is `kafka.bootstrap.servers`, the issuer's `quarkus.oidc.auth-server-url`, the
/// database's `quarkus.datasource.jdbc.url` with the application's role in `quarkus.datasource.username` and
/// `.password`, and the owner's in `quarkus.flyway.username` and `.password`.
@ConfigMapping(prefix = "belltower.registry")
public interface RegistryConfig {
    /// Publishing.
    Relay relay();

    /// Talking to Kafka.
    Kafka kafka();

    /// Publishing.
    interface Relay {
        /// The role that sees the marks of all districts.
        @WithDefault("belltower_relay")
        String username();

        /// Its password.
        Optional<String> password();

        /// How often to look for marks without being woken: those of other copies of the service, and after failures.
        @WithDefault("PT1S")
        Duration poll();

        /// Marks to publish in one transaction of a shard.
        @WithDefault("500")
        int batch();
    }

    /// Talking to Kafka.
    interface Kafka {
        /// How long one call may take.
        @WithDefault("PT10S")
        Duration timeout();

        /// How often to try again while Kafka is away at start, or its topics are not as they must be.
        @WithDefault("PT2S")
        Duration retryInterval();

        /// How long to wait after a first failure; twice as long after each further one.
        @WithDefault("PT0.2S")
        Duration backoff();

        /// The longest wait after a failure.
        @WithDefault("PT10S")
        Duration longestBackoff();
    }
}
