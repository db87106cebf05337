package org.belltower.rules.streams;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.belltower.model.wire.Topics;

/// How far the copy of the settings has been read: by partition, the offset that comes next. What waits for a
/// change of settings to be in force here compares it with the topic.
///
/// Thread-safe.
public final class SettingsPosition implements StateRestoreListener {
    private final Map<Integer, Long> nextOffsets = new ConcurrentHashMap<>();

    public Map<Integer, Long> nextOffsets() {
        return new TreeMap<>(nextOffsets);
    }

    /// @param next the offset that comes next
    void reached(int partition, long next) {
        nextOffsets.merge(partition, next, Math::max);
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long first, long end) {
        // Nothing is read yet.
    }

    /// @param position where a global store's consumer stands, thus the offset that comes next
    ///     (GlobalStateManagerImpl); of other stores it is the batch's last, as the interface has it
    @Override
    public void onBatchRestored(TopicPartition partition, String store, long position, long count) {
        if (partition.topic().equals(Topics.SETTINGS.name())) {
            reached(partition.partition(), position);
        }
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long count) {
        // Each batch has been told already.
    }
}
