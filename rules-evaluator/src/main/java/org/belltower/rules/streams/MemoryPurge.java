package org.belltower.rules.streams;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.rules.attendance.AttendanceDay;
import org.belltower.rules.trigger.ItemMemory;
import org.jspecify.annotations.Nullable;

/// Forgets what belongs to a calendar 30 days after its end. Each tick looks through a bounded slice
/// and goes on where the last one stopped, so that no tick is long however much is remembered.
/// Repeatable.
final class MemoryPurge {
    private static final int SLICE = 10_000;
    private static final int KEPT_DAYS = 30;

    private final KeyValueStore<String, byte[]> memories;
    private final CalendarOf calendarOf;
    private final SettingsView settings;
    private @Nullable String from;

    /// The calendar whose end ends a memory; null if none does.
    @FunctionalInterface
    interface CalendarOf {
        @Nullable
        CalendarId in(byte[] memory) throws MalformedMessageException;
    }

    MemoryPurge(KeyValueStore<String, byte[]> memories, CalendarOf calendarOf, SettingsView settings) {
        this.memories = memories;
        this.calendarOf = calendarOf;
        this.settings = settings;
    }

    static MemoryPurge ofItems(KeyValueStore<String, byte[]> memories, SettingsView settings) {
        return new MemoryPurge(
                memories, json -> JsonCodec.read(json, ItemMemory.class).calendar(), settings);
    }

    static MemoryPurge ofAttendance(KeyValueStore<String, byte[]> days, SettingsView settings) {
        return new MemoryPurge(
                days, json -> JsonCodec.read(json, AttendanceDay.class).calendar(), settings);
    }

    void tick(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<String> over = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> items = memories.range(from, null)) {
            int looked = 0;
            while (items.hasNext() && looked < SLICE) {
                KeyValue<String, byte[]> item = items.next();
                if (isOver(item, today)) {
                    over.add(item.key);
                }
                looked++;
            }
            from = items.hasNext() ? items.peekNextKey() : null;
        }
        over.forEach(memories::delete);
    }

    private static DistrictId districtOf(String key) {
        return new DistrictId(key.substring(0, key.indexOf("/")));
    }

    private boolean isOver(KeyValue<String, byte[]> item, LocalDate today) {
        try {
            CalendarId of = calendarOf.in(item.value);
            return of != null
                    && settings.calendar(districtOf(item.key), of)
                            .filter(calendar ->
                                    calendar.ends().plusDays(KEPT_DAYS).isBefore(today))
                            .isPresent();
        } catch (MalformedMessageException e) {
            // Kept: the next event of the item tells of it.
            return false;
        }
    }
}
