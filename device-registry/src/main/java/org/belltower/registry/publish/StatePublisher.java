package org.belltower.registry.publish;

import java.util.List;

/// Writes publications, one transaction at a time per shard. Methods block, with a deadline. Different shards may be
/// used by different threads at once, one shard by one at a time.
public interface StatePublisher extends AutoCloseable {
    /// Makes sure that from now on no one else's transaction of this shard can commit. Does nothing where that was
    /// done since the last [#discard].
    ///
    /// @throws RuntimeException if it cannot; then the shard is to be discarded
    void open(Shard shard);

    /// Writes all or nothing, and returns when that is durable.
    ///
    /// @throws RuntimeException if it is not known to be; then the shard is to be discarded
    void publish(Shard shard, List<Publication> publications);

    /// Lets go of the shard. What was not committed is not seen by anyone.
    void discard(Shard shard);

    @Override
    void close();
}
