package org.belltower.registry.publish;

import java.util.Set;

/// Which shards this process publishes.
public interface ShardOwnership extends AutoCloseable {
    /// Takes the shards that nobody owns, keeps those it has, and tells which these are now. Blocks; fails with a
    /// RuntimeException while it cannot know. Called by one thread.
    Owned acquire();

    /// Gives all up.
    @Override
    void close();

    /// @param term differs whenever ownership was lost in between: whoever owned the shards meanwhile may have
    /// published
    record Owned(long term, Set<Shard> shards) {
        public Owned {
            shards = Set.copyOf(shards);
        }
    }
}
