package org.belltower.registry.publish;

import java.time.Duration;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;

/// What the relay tells of itself. Called by several threads; must not block.
public interface RelayListener {
    /// A batch is in Kafka and its marks are gone.
    void published(Shard shard, int marks, int records, Duration took);

    /// What the topic is to say of the student is larger than a record may be: instead, nobody may be told.
    void withheld(TopicSpec topic, RecordKey student);

    /// A batch is not published; its marks stay.
    void failed(Shard shard, RuntimeException cause);

    /// It is not known which shards are this process's, or which have marks.
    void blind(RuntimeException cause);
}
