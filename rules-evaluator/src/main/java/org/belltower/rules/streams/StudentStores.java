package org.belltower.rules.streams;

import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.belltower.model.Category;
import org.belltower.model.audience.Audience;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.wire.RecordKey;
import org.belltower.rules.attendance.AttendanceDay;
import org.belltower.rules.trigger.ItemMemory;
import org.belltower.service.streams.StoredJson;
import org.jspecify.annotations.Nullable;

/// What one task knows of its students: the audience, the memory of each item, and what was told of
/// each day of attendance. Keys of the latter begin with the student's, so that all of a student can be
/// dropped at once. With what is remembered stands when it was last heard of, by our clock: [MemoryPurge] forgets by
/// it.
///
/// Not thread-safe: one for each task.
final class StudentStores {
    /// No id holds a control character.
    private static final String SEPARATOR = "\u001f";

    private final ProcessingContext context;
    private final KeyValueStore<String, byte[]> audiences;
    private final TimestampedKeyValueStore<String, byte[]> memories;
    private final TimestampedKeyValueStore<String, byte[]> days;

    StudentStores(ProcessingContext context) {
        this.context = context;
        this.audiences = context.getStateStore(RulesTopology.AUDIENCE_STORE);
        this.memories = context.getStateStore(RulesTopology.MEMORY_STORE);
        this.days = context.getStateStore(RulesTopology.ATTENDANCE_STORE);
    }

    static String memoryKey(RecordKey student, Category category, String item) {
        return student + SEPARATOR + category + SEPARATOR + item;
    }

    /// Of which student something is remembered.
    static String studentOf(String memoryOrDayKey) {
        return memoryOrDayKey.substring(0, memoryOrDayKey.indexOf(SEPARATOR));
    }

    /// A student's attendance at one school on one day (I-7).
    private static String dayKey(RecordKey student, AttendanceRecorded record) {
        return String.join(
                SEPARATOR,
                student.toString(),
                record.school().value(),
                record.date().toString());
    }

    @Nullable
    Audience audience(RecordKey student) {
        byte[] value = audiences.get(student.toString());
        return value == null ? null : StoredJson.read(value, Audience.class);
    }

    boolean hasAudience(String student) {
        return audiences.get(student) != null;
    }

    void keep(Audience audience, byte[] encoded) {
        audiences.put(audience.key().toString(), encoded);
    }

    @Nullable
    ItemMemory memory(String key) {
        ValueAndTimestamp<byte[]> value = memories.get(key);
        return value == null ? null : StoredJson.read(value.value(), ItemMemory.class);
    }

    /// @param memory as JSON
    void keep(String key, byte[] memory) {
        memories.put(key, heardOfNow(memory));
    }

    /// What was told of the day of attendance that the event is about; null if nothing was, or it is about none.
    @Nullable
    AttendanceDay day(ChangeEvent event) {
        if (!(event.change() instanceof AttendanceRecorded record)) {
            return null;
        }
        ValueAndTimestamp<byte[]> value = days.get(dayKey(event.key(), record));
        return value == null ? null : StoredJson.read(value.value(), AttendanceDay.class);
    }

    /// @param day as JSON
    void keepDay(ChangeEvent event, byte[] day) {
        if (event.change() instanceof AttendanceRecorded record) {
            days.put(dayKey(event.key(), record), heardOfNow(day));
        }
    }

    private ValueAndTimestamp<byte[]> heardOfNow(byte[] json) {
        return ValueAndTimestamp.make(json, context.currentSystemTimeMs());
    }

    /// Drops the audience and keeps what is remembered.
    void forgetAudience(String student) {
        audiences.delete(student);
    }

    /// Drops all that is known about a student (I-50).
    void forget(String student) {
        audiences.delete(student);
        forget(memories, student);
        forget(days, student);
    }

    private static <V> void forget(KeyValueStore<String, V> store, String student) {
        try (KeyValueIterator<String, V> all = store.prefixScan(student + SEPARATOR, new StringSerializer())) {
            while (all.hasNext()) {
                store.delete(all.next().key);
            }
        }
    }
}
