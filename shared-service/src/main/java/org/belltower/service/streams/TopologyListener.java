package org.belltower.service.streams;

import org.apache.kafka.streams.KafkaStreams;

/// Hears how the topology lives. Must not block or throw.
public interface TopologyListener {
    /// It works. Called once, on the thread that started it.
    void started(KafkaStreams streams);

    /// It has ended though nobody closed it, and does not come back in this process. Called once, on any thread.
    void ended();
}
