package org.belltower.dispatch.testpush;

import org.belltower.model.push.Push;

/// The lane that change notifications go by.
///
/// Thread-safe.
@FunctionalInterface
public interface TestLane {
    /// Writes, and blocks until that is acknowledged, for a bounded time.
    ///
    /// @throws org.belltower.service.kafka.KafkaUnavailableException if it was not; it may have been written
    void write(Push push);
}
