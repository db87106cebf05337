package org.belltower.dispatch.pause;

import java.time.Instant;

/// Where a thread waits for its time: one that writes something down while Kafka is away.
///
/// Thread-safe.
public interface Waiting {
    /// Blocks until then.
    void until(Instant due) throws InterruptedException;
}
