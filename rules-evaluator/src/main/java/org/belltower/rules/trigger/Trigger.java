package org.belltower.rules.trigger;

import java.time.Instant;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.outcome.Reason;
import org.jspecify.annotations.Nullable;

/// Decides what is news, and what to remember of it: a pure function of one event, the moment at which it was accepted,
/// and the memory of its item.
///
/// In this order: a copy of an event seen before is a repeat; an event that is not after the newest one seen is an
/// older version and changes nothing (I-16); the end of an item tells nobody, and what it was stays known, so that it
/// is no news if it comes back the same (I-21); a snapshot or backfill builds memory and tells nobody (I-12); an equal
/// value is no change, and where none is known, neither is one that its source says it had before (I-13). What is left
/// is news.
public final class Trigger {
    private Trigger() {}

    /// @param finding whether it is news
    /// @param memory what to remember from now on
    public record Look(Finding finding, ItemMemory memory) {}

    /// @param accepted when the event was; decides nothing about the event itself
    /// @param memory null if nothing is known
    public static Look at(ChangeEvent event, Instant accepted, @Nullable ItemMemory memory) {
        if (memory == null) {
            return first(event, ItemMemory.first(event, accepted));
        }
        if (memory.recent().contains(event.id())) {
            return noNews(Reason.REPEAT, memory);
        }
        if (memory.isPast(event)) {
            return noNews(Reason.OLDER_VERSION, memory.seen(event.id()));
        }
        if (event.step() instanceof ItemStep.Delete) {
            return noNews(Reason.ITEM_GONE, memory.gone(event, accepted));
        }
        ItemMemory next = memory.advancedTo(event, accepted);
        if (event.origin() != Origin.LIVE) {
            return noNews(Reason.NOT_LIVE, next);
        }
        return isNoChange(event, memory.known())
                ? noNews(Reason.NO_CHANGE, next)
                : new Look(new Finding.News(memory.known()), next);
    }

    private static Look first(ChangeEvent event, ItemMemory first) {
        if (event.step() instanceof ItemStep.Delete) {
            return noNews(Reason.ITEM_GONE, first);
        }
        if (event.origin() != Origin.LIVE) {
            return noNews(Reason.NOT_LIVE, first);
        }
        return isNoChange(event, null) ? noNews(Reason.NO_CHANGE, first) : new Look(new Finding.News(null), first);
    }

    private static boolean isNoChange(ChangeEvent event, @Nullable Known known) {
        return known == null ? event.step().unchanged() : event.change().value().equals(known.value());
    }

    private static Look noNews(Reason reason, ItemMemory memory) {
        return new Look(new Finding.NoNews(reason), memory);
    }
}
