package org.belltower.rules.trigger;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.belltower.model.CalendarId;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.Origin;
import org.belltower.model.change.SchoolChange;
import org.jspecify.annotations.Nullable;

/// What is remembered about one item of one student.
///
/// @param known its value and since when it has been that; null if it is called otherwise since: what is called so now
///     is another item, and only what is older is known of
/// @param order of the newest event seen, also of one that changed nothing
/// @param newest the id of that event: positions of another source are another log's, and do not compare
/// @param snapshot of the newest snapshot of that event's source, unless its log went further
///     since: `order` itself if that event is a snapshot's. What a transaction wrote that was under
///     way then stands before it, and is newer
/// @param others how far the logs of its other sources were, the latest last, when they told of it: what a source
///     has told of once is no news if another told of it since; null if one source tells of it
/// @param recent the ids of the last few events, newest last: what makes a second copy a repeat (I-11). An older
///     copy is caught by the order
/// @param calendar the item's calendar, whose end ends this memory; null for a balance
public record ItemMemory(
        @Nullable Known known,
        EventOrder order,
        EventId newest,
        @Nullable EventOrder snapshot,
        @Nullable List<Log> others,
        List<EventId> recent,
        @Nullable CalendarId calendar) {
    private static final int REMEMBERED_IDS = 8;
    private static final int REMEMBERED_LOGS = 3;

    /// How far a source's log was.
    ///
    /// @param order of its newest event
    /// @param snapshot as that of the memory
    record Log(
            String client,
            String source,
            EventOrder order,
            @Nullable EventOrder snapshot) {
        boolean holds(EventId id) {
            return id.client().equals(client) && id.source().equals(source);
        }

        /// Whether the event is not after its newest one, or was seen by its newest snapshot: a
        /// change by that, and a snapshot if it saw no more.
        boolean isPast(ChangeEvent event) {
            EventOrder its = event.order();
            boolean read = event.origin() == Origin.SNAPSHOT;
            if (snapshot != null && !(read ? its.isAfter(snapshot) : its.isUnseenBy(snapshot))) {
                return true;
            }
            return !order.equals(snapshot) && (!its.isAfter(order) || (read && order.isUnseenBy(its)));
        }

        /// How far the newest snapshot is once an event is the newest.
        static @Nullable EventOrder snapshotAfter(ChangeEvent event, @Nullable Log before) {
            EventOrder its = event.order();
            if (event.origin() == Origin.SNAPSHOT) {
                return its;
            }
            EventOrder last = before == null ? null : before.snapshot();
            return last == null || its.isAfter(last) ? null : last;
        }
    }

    public ItemMemory {
        required("order", order);
        required("newest", newest);
        others = others == null ? null : List.copyOf(others);
        recent = List.copyOf(required("recent", recent));
    }

    static ItemMemory first(ChangeEvent event, Instant accepted) {
        return first(Known.first(event, accepted), event);
    }

    private static ItemMemory first(@Nullable Known known, ChangeEvent event) {
        return new ItemMemory(
                known,
                event.order(),
                event.id(),
                Log.snapshotAfter(event, null),
                null,
                List.of(event.id()),
                calendar(event));
    }

    ItemMemory seen(EventId id) {
        return new ItemMemory(known, order, newest, snapshot, others, withId(id), calendar);
    }

    /// A newer event: its value becomes the known one; the same value has been known since before.
    ItemMemory advancedTo(ChangeEvent event, Instant accepted) {
        if (known == null) {
            return next(Known.first(event, accepted), event);
        }
        return known.value().equals(event.change().value())
                ? next(known, event)
                : next(Known.by(event, accepted), event);
    }

    /// The item is gone: what it was stays known, and nothing that happened before counts any more.
    ItemMemory gone(ChangeEvent event, Instant accepted) {
        return next(known == null ? Known.first(event, accepted) : known, event);
    }

    /// What is left of an item under its former name once an event calls it otherwise: what is read again of it under
    /// that name is still a repeat (I-11), and what is older still an older version (I-16).
    ///
    /// @param former null if nothing was known
    public static ItemMemory left(@Nullable ItemMemory former, ChangeEvent event) {
        return former == null ? first(null, event) : former.next(null, event);
    }

    /// What is known of an item that an event calls otherwise, before that event: what was known under its former name.
    /// Of one that is known under its name as what the event says, that: it is no news.
    ///
    /// @param former under its former name
    /// @param memory under its name
    public static @Nullable ItemMemory brought(
            @Nullable ItemMemory former, @Nullable ItemMemory memory, ChangeEvent event) {
        if (former == null || former.known() == null) {
            return memory;
        }
        if (memory == null) {
            return former;
        }
        return memory.isAnothers(event) ? memory.with(former.known()) : memory;
    }

    /// Whether it is of another item than the one that an event calls so: of one that was called so before, and moved
    /// as well or is gone. Something newer is of this one.
    private boolean isAnothers(ChangeEvent event) {
        return !isPast(event)
                && (known == null || !known.value().equals(event.change().value()));
    }

    private ItemMemory with(@Nullable Known other) {
        return new ItemMemory(other, order, newest, snapshot, others, recent, calendar);
    }

    private ItemMemory next(@Nullable Known next, ChangeEvent event) {
        return new ItemMemory(
                next,
                event.order(),
                event.id(),
                Log.snapshotAfter(event, log(event.id())),
                othersBeside(event.id()),
                withId(event.id()),
                calendar(event));
    }

    /// Whether the event is not after the newest one seen, or not after the newest one of its own source. By position
    /// within one source's log, and of a change against a snapshot by either; else by time.
    public boolean isPast(ChangeEvent event) {
        Log its = log(event.id());
        return (its != null && its.isPast(event))
                || (!last().holds(event.id()) && !event.order().time().isAfter(order.time()));
    }

    /// The log of the newest event.
    private Log last() {
        return new Log(newest.client(), newest.source(), order, snapshot);
    }

    /// The log that an event is of; null if nothing is known of it.
    private @Nullable Log log(EventId id) {
        Log last = last();
        if (last.holds(id)) {
            return last;
        }
        return others == null
                ? null
                : others.stream().filter(log -> log.holds(id)).findFirst().orElse(null);
    }

    /// The logs of all sources but that of the next event.
    private @Nullable List<Log> othersBeside(EventId next) {
        Log last = last();
        if (last.holds(next)) {
            return others;
        }
        List<Log> logs = new ArrayList<>(others == null ? List.of() : others);
        logs.removeIf(log -> log.holds(next));
        logs.add(last);
        return logs.subList(Math.max(0, logs.size() - REMEMBERED_LOGS), logs.size());
    }

    private List<EventId> withId(EventId id) {
        List<EventId> ids = new ArrayList<>(recent);
        ids.add(id);
        return ids.subList(Math.max(0, ids.size() - REMEMBERED_IDS), ids.size());
    }

    private static @Nullable CalendarId calendar(ChangeEvent event) {
        return event.change() instanceof SchoolChange change ? change.calendar() : null;
    }
}
