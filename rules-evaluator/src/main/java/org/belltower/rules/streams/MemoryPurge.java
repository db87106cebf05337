package org.belltower.rules.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.rules.attendance.AttendanceDay;
import org.belltower.rules.trigger.ItemMemory;
import org.jspecify.annotations.Nullable;

/// Gives each memory an end, and none one that comes too early: what is forgotten while its item is still spoken of
/// would be told anew as soon as it is said again (A4).
///
/// Forgotten is what was not heard of for 30 days and whose calendar ended 30 days ago. What no calendar ends, as a
/// balance or an item of a calendar that is not known, is forgotten once it was not heard of for the retention; so is
/// what belongs to a student without an audience, as whoever was erased (I-50), however late its calendar ends.
///
/// When something was last heard of stands beside it, by our clock. Of what stands there without it, from before it was
/// kept, it is now.
///
/// Each tick looks through a bounded slice and goes on where the last one stopped, so that no tick is long however much
/// is remembered; it reads nothing of what was heard of within 30 days. Repeatable.
final class MemoryPurge {
    private static final Duration SPOKEN_OF = Duration.ofDays(30);

    private static final int SLICE = 10_000;

    private final TimestampedKeyValueStore<String, byte[]> memories;
    private final CalendarOf calendarOf;
    private final Terms terms;
    private @Nullable String from;

    /// What is forgotten by.
    ///
    /// @param known whether a student has an audience
    /// @param retention since it was last heard of, of what no calendar ends
    record Terms(SettingsView settings, Predicate<String> known, Duration retention) {}

    /// The calendar whose end ends a memory; null if none does.
    @FunctionalInterface
    interface CalendarOf {
        @Nullable
        CalendarId in(byte[] memory) throws MalformedMessageException;
    }

    private MemoryPurge(TimestampedKeyValueStore<String, byte[]> memories, CalendarOf calendarOf, Terms terms) {
        this.memories = memories;
        this.calendarOf = calendarOf;
        this.terms = terms;
    }

    static MemoryPurge ofItems(TimestampedKeyValueStore<String, byte[]> memories, Terms terms) {
        return new MemoryPurge(
                memories, json -> JsonCodec.read(json, ItemMemory.class).calendar(), terms);
    }

    static MemoryPurge ofAttendance(TimestampedKeyValueStore<String, byte[]> days, Terms terms) {
        return new MemoryPurge(
                days, json -> JsonCodec.read(json, AttendanceDay.class).calendar(), terms);
    }

    void tick(Instant now) {
        List<String> over = new ArrayList<>();
        List<KeyValue<String, ValueAndTimestamp<byte[]>>> undated = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> all = memories.range(from, null)) {
            for (int looked = 0; all.hasNext() && looked < SLICE; looked++) {
                KeyValue<String, ValueAndTimestamp<byte[]>> each = all.next();
                if (each.value.timestamp() < 0) {
                    undated.add(each);
                } else if (isOver(each.key, each.value, now)) {
                    over.add(each.key);
                }
            }
            from = all.hasNext() ? all.peekNextKey() : null;
        }
        over.forEach(memories::delete);
        undated.forEach(each -> memories.put(each.key, ValueAndTimestamp.make(each.value.value(), now.toEpochMilli())));
    }

    private boolean isOver(String key, ValueAndTimestamp<byte[]> memory, Instant now) {
        Instant heardOf = Instant.ofEpochMilli(memory.timestamp());
        if (heardOf.plus(SPOKEN_OF).isAfter(now)) {
            return false;
        }
        String student = StudentStores.studentOf(key);
        LocalDate ends = ends(student, memory.value());
        if (ends != null && isLongPast(ends, now)) {
            return true;
        }
        boolean isEnded = ends != null && terms.known.test(student);
        return !isEnded && !heardOf.plus(terms.retention).isAfter(now);
    }

    private static boolean isLongPast(LocalDate ends, Instant now) {
        return ends.plusDays(SPOKEN_OF.toDays()).isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    /// When the calendar of a memory ends; null if it has none, or nobody knows which, or when.
    private @Nullable LocalDate ends(String student, byte[] memory) {
        try {
            CalendarId calendar = calendarOf.in(memory);
            return calendar == null
                    ? null
                    : terms.settings
                            .calendar(districtOf(student), calendar)
                            .map(CalendarSettings::ends)
                            .orElse(null);
        } catch (MalformedMessageException e) {
            // Until its time comes, the next event of the item tells of it.
            return null;
        }
    }

    private static DistrictId districtOf(String student) {
        return new DistrictId(student.substring(0, student.indexOf('/')));
    }
}
