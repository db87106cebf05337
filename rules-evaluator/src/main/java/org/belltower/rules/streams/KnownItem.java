package org.belltower.rules.streams;

import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.rules.attendance.AttendanceDay;
import org.belltower.rules.trigger.ItemMemory;
import org.jspecify.annotations.Nullable;

/// What is remembered of the item that an event is about. Of one that moved it is what is remembered
/// under its former name, unless something newer happened to that since: then another item is called so.
///
/// @param key of its memory
/// @param memory null if nothing is known
/// @param former the name that it had; null if it did not move
record KnownItem(
        String key, @Nullable ItemMemory memory, @Nullable Former former) {
    /// @param memory what is to be remembered under it from now on
    record Former(String key, ItemMemory memory) {}

    static KnownItem of(ChangeEvent event, StudentStores students) {
        String key = key(event, event.change().item());
        ItemMemory memory = students.memory(key);
        if (event.step() instanceof ItemStep.Move move
                && !move.from().equals(event.change().item())) {
            String formerKey = key(event, move.from());
            ItemMemory former = students.memory(formerKey);
            if (former == null || !former.isPast(event)) {
                return new KnownItem(
                        key,
                        ItemMemory.brought(former, memory, event),
                        new Former(formerKey, ItemMemory.left(former, event)));
            }
        }
        return new KnownItem(key, memory, null);
    }

    /// What was told of a day: what was told of an item that moved goes with it.
    @Nullable
    AttendanceDay told(ChangeEvent event, @Nullable AttendanceDay day) {
        return day != null && former != null && event.step() instanceof ItemStep.Move move
                ? day.renamed(move.from(), event.change().item())
                : day;
    }

    private static String key(ChangeEvent event, String item) {
        return StudentStores.memoryKey(event.key(), event.change().category(), item);
    }
}
