package org.belltower.rules.streams;

/// Hears how the topology lives. Called on a thread of Kafka Streams; must not block or throw.
public interface TopologyListener {
    /// It has ended though nobody closed it, and does not come back in this process: told once.
    void ended();
}
