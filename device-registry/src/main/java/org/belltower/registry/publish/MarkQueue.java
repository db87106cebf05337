package org.belltower.registry.publish;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The marks that wait, of all districts. Methods block and fail with a RuntimeException while the store is away; all
/// may be repeated. Thread-safe.
public interface MarkQueue {
    /// The shards that have any.
    Set<Shard> waiting();

    /// The oldest marks of a shard that are of one turn: bindings and settings; if there are none,
    /// revocations; if there are none, audiences. So a logout waits for one batch that is under way, and
    /// never for those behind it. They stay until they are deleted; only the shard's owner asks.
    ///
    /// @param limit at most so many
    List<Mark> claim(Shard shard, int limit);

    /// Deletes exactly these. A mark that was made for the same key since then stays.
    void delete(Collection<Mark> marks);
}
