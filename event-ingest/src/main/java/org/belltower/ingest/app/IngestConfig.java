package org.belltower.ingest.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

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
}
