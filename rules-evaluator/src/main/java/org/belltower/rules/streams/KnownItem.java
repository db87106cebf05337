package org.belltower.rules.streams;

import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.rules.trigger.ItemMemory;
import org.belltower.rules.trigger.Known;
import org.jspecify.annotations.Nullable;

/// What is remembered of the item that an event is about. Of one that moved it is what is remembered
/// under its former name, unless something newer happened to that since: then another item is called so.
///
/// @param key of its memory
/// @param memory null if nothing is known
/// @param former the name that it had; null if it did not move, or nothing was known under it
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
            if (former != null && former.known() != null && !former.isPast(event)) {
                ItemMemory of = isAnothers(memory, event) ? former : memory;
                return new KnownItem(key, of, new Former(formerKey, former.moved(event)));
            }
        }
        return new KnownItem(key, memory, null);
    }

    /// Whether what is remembered under an item's new name was not of it: of one that was called so
    /// before, and moved as well or is gone. Something newer is of this one; and a value that is known
    /// under the name already is no news.
    private static boolean isAnothers(@Nullable ItemMemory memory, ChangeEvent event) {
        if (memory == null) {
            return true;
        }
        Known known = memory.known();
        return !memory.isPast(event)
                && (known == null || !known.value().equals(event.change().value()));
    }

    private static String key(ChangeEvent event, String item) {
        return StudentStores.memoryKey(event.key(), event.change().category(), item);
    }
}
