package org.belltower.ingest.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What can be set of event-ingest.
@ConfigMapping(prefix = "belltower.ingest")
interface IngestConfig {
    /// The longest body of a batch.
    @WithDefault("1M")
    MemorySize maxBodySize();

    /// The longest event: the JSON object in structured mode and in a batch, the body in binary mode.
    @WithDefault("64K")
    MemorySize maxEventSize();

    /// The most events of one batch.
    @WithDefault("1000")
    int maxBatchEvents();

    /// The most requests under way at once. More are answered 503. Together with the longest body this bounds
    /// the memory that requests take.
    @WithDefault("256")
    int maxRequests();

    /// The most requests of one client under way at once. More are answered 429.
    @WithDefault("64")
    int maxRequestsPerClient();

    /// How many events a producer may hand in: a client of a district. Counted by each copy of the service for itself.
    Quota quota();

    /// How far ahead of this machine's clock the time of an event may be. An event from the future would make every
    /// later one of its item an older version.
    @WithDefault("5m")
    Duration maxAhead();

    /// How long a producer may take to send a body.
    @WithDefault("10s")
    Duration bodyTimeout();

    /// How long Kafka may take to acknowledge an event before it is answered 503.
    @WithDefault("10s")
    Duration deliveryTimeout();

    /// How long a request waits for a Kafka that has not answered yet, or for room among what waits to be written.
    @WithDefault("3s")
    Duration maxBlock();

    /// The pause between two attempts to create or verify the topics.
    @WithDefault("1s")
    Duration topicsRetry();

    /// How long Kafka may take to answer a question about a topic.
    @WithDefault("5s")
    Duration topicsTimeout();

    /// Change data of student information systems, as Debezium captures it.
    Sis sis();

    /// How many events a producer may hand in.
    interface Quota {
        /// In the long run. What is over it is answered 429.
        @WithDefault("2000")
        int eventsPerSecond();

        /// At once, after a pause. At least the largest batch.
        @WithDefault("20000")
        int burst();

        /// Of single producers, by `"district/client"`.
        Map<String, Own> producers();

        /// What one producer may do otherwise than the others.
        interface Own {
            /// As for all, unless it is given.
            OptionalInt eventsPerSecond();

            /// As for all, unless it is given.
            OptionalInt burst();
        }
    }

    /// How change data is read.
    interface Sis {
        /// The folder of the mappings, one YAML file a source. Without one no change data is read.
        Optional<Path> mappings();

        /// Where the rows that are looked up, and those that wait, are kept. Kept over restarts, so that a start need
        /// not read them back from Kafka.
        @WithDefault("data/event-ingest")
        Path stateDir();

        /// The name of this copy of the service: stable over its restarts, and no other copy's.
        @WithDefault("event-ingest-1")
        String instance();

        /// Threads that map. A source's rows are mapped by one.
        @WithDefault("1")
        int threads();

        /// How long Kafka waits for a copy that went silent before others, or the next one that is
        /// started, take over. Brokers refuse less than their `group.min.session.timeout.ms`, which
        /// is 6 s unless they are told otherwise.
        @WithDefault("PT6S")
        Duration sessionTimeout();

        /// How long a row waits for another that it refers to. Amid a snapshot it waits for as long as that takes, and
        /// this long afterwards.
        @WithDefault("PT10M")
        Duration lookupTimeout();

        /// How often to look whether a row has waited too long.
        @WithDefault("PT5S")
        Duration expiryInterval();

        /// How often to look for topics of tables that had no row before.
        @WithDefault("PT10S")
        Duration topicRefreshInterval();
    }
}
