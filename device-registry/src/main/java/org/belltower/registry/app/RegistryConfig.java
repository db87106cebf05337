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

    /// Bulk changes of rosters.
    Roster roster();

    /// Withdrawn rights.
    Revocations revocations();

    /// What whoever left the roster leaves behind.
    Erasure erasure();

    /// Supported platforms.
    Platforms platforms();

    /// Uploaded credentials of apps.
    Credentials credentials();

    /// Publishing.
    interface Relay {
        /// The role that sees the marks of all districts.
        @WithDefault("belltower_relay")
        String username();

        /// Its password.
        Optional<String> password();

        /// How often to look for marks without being woken: those of other copies of the service, and after failures.
        @WithDefault("PT0.2S")
        Duration poll();

        /// When a copy that says nothing any more (frozen, or cut off from the database) loses its shards to others.
        @WithDefault("PT10S")
        Duration silence();

        /// Marks to publish in one transaction of a shard.
        @WithDefault("500")
        int batch();

        /// How long a call that takes a right away waits for Kafka before it is answered 503. It is stored either way.
        @WithDefault("PT5S")
        Duration patience();
    }

    /// Bulk changes of rosters.
    interface Roster {
        /// How long a call waits for the calls before it that change the same district's roster, before it is answered
        /// 503 and nothing is changed.
        @WithDefault("PT10S")
        Duration patience();
    }

    /// Withdrawn rights.
    interface Revocations {
        /// How long those taken out of the roster are named: as long as a push can live.
        @WithDefault("P7D")
        Duration kept();

        /// How often to look for those who need not be named any more, for whoever is to be erased, and for old
        /// answers to calls with a key.
        @WithDefault("PT10M")
        Duration purgeInterval();
    }

    /// What whoever left the roster leaves behind.
    interface Erasure {
        /// How long after somebody left their devices and choices are erased, unless they come back.
        @WithDefault("P30D")
        Duration after();
    }

    /// Supported platforms.
    interface Platforms {
        /// How often to look, without being woken, for devices that are to be marked or unmarked: after
        /// changes made by other copies of the service, when a row begins, and after failures.
        @WithDefault("PT5S")
        Duration poll();
    }

    /// Uploaded credentials of apps.
    interface Credentials {
        /// How often to look for those that are encrypted under another key than the current one.
        @WithDefault("PT10S")
        Duration rewrapInterval();
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
