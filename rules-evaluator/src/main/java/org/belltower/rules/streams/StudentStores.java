package org.belltower.rules.streams;

import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.model.Category;
import org.belltower.model.audience.Audience;
import org.belltower.model.wire.RecordKey;
import org.belltower.rules.trigger.ItemMemory;
import org.belltower.service.streams.StoredJson;
import org.jspecify.annotations.Nullable;

/// What one task knows of its students: the audience, and the memory of each item. Keys of the memory begin with the
/// student's, so that all of a student can be dropped at once.
///
/// Not thread-safe: one for each task.
final class StudentStores {
    /// No id holds a control character.
    private static final String SEPARATOR = "\u001f";

    private final KeyValueStore<String, byte[]> audiences;
    private final KeyValueStore<String, byte[]> memories;

    StudentStores(ProcessingContext context) {
        this.audiences = context.getStateStore(RulesTopology.AUDIENCE_STORE);
        this.memories = context.getStateStore(RulesTopology.MEMORY_STORE);
    }

    static String memoryKey(RecordKey student, Category category, String item) {
        return student + SEPARATOR + category + SEPARATOR + item;
    }

    @Nullable
    Audience audience(RecordKey student) {
        byte[] value = audiences.get(student.toString());
        return value == null ? null : StoredJson.read(value, Audience.class);
    }

    void keep(Audience audience, byte[] encoded) {
        audiences.put(audience.key().toString(), encoded);
    }

    @Nullable
    ItemMemory memory(String key) {
        byte[] value = memories.get(key);
        return value == null ? null : StoredJson.read(value, ItemMemory.class);
    }

    /// @param memory as JSON
    void keep(String key, byte[] memory) {
        memories.put(key, memory);
    }

    /// Drops the audience and keeps what is remembered.
    void forgetAudience(String student) {
        audiences.delete(student);
    }

    /// Drops all that is known about a student (I-50).
    void forget(String student) {
        audiences.delete(student);
        try (KeyValueIterator<String, byte[]> items =
                memories.prefixScan(student + SEPARATOR, new StringSerializer())) {
            while (items.hasNext()) {
                KeyValue<String, byte[]> item = items.next();
                memories.delete(item.key);
            }
        }
    }
}
