package org.belltower.dispatch.replica;

import org.belltower.model.wire.RecordKey;

/// What this service keeps in memory of a compacted topic: all of it, the newest of every key.
///
/// Thread-safe. One thread changes it, the one that reads the topic. All of it may be repeated.
public interface Copy<T> {
    /// Keeps the message unless a version that is as new is known.
    void put(T message);

    /// Drops all that is known about the key: it was erased.
    void remove(RecordKey key);

    /// The newest record of the key cannot be read. It may have taken a right away, so what is known denies
    /// until one comes that can (I-2).
    void deny(RecordKey key);

    /// How many keys are known.
    int size();
}
