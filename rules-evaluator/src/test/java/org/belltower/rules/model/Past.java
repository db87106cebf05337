package org.belltower.rules.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.StudentId;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.outcome.Reason;
import org.jspecify.annotations.Nullable;

/// All that ever happened, and what became of it (A4, I-11 to I-13, I-16, I-18, I-21).
final class Past {
    /// Of the copies of older events nobody need know which they are: the order tells that they are old.
    private static final int COPIES_KNOWN = 8;

    private final List<Event> events = new ArrayList<>();

    /// @param item what the event calls it
    /// @param left what is called otherwise by it; null if nothing is
    private record Event(
            ChangeEvent event,
            Instant accepted,
            Item item,
            @Nullable Item left,
            Fate fate) {
        boolean isOf(Item name) {
            return item.equals(name) && fate.reason() != Reason.REPEAT;
        }

        boolean advances(Item name) {
            return isOf(name) && fate.reason() != Reason.OLDER_VERSION;
        }

        boolean leaves(Item name) {
            return name.equals(left);
        }

        boolean told(DeviceId device) {
            return List.of(Fate.NEWS, Fate.UPDATE).contains(fate.devices().getOrDefault(device, ""));
        }
    }

    /// A name; what is called so may change.
    private record Item(StudentId student, Category category, String name) {
        static Item of(Change change) {
            return new Item(change.student(), change.category(), change.item());
        }
    }

    void add(ChangeEvent event, Instant accepted, Fate fate) {
        events.add(new Event(event, accepted, Item.of(event.change()), left(event), fate));
    }

    /// Whether anything was ever heard of what an event's item is called.
    boolean knows(ChangeEvent event) {
        Item item = Item.of(event.change());
        return events.stream().anyMatch(one -> one.isOf(item) || one.leaves(item));
    }

    void forget(StudentId student) {
        events.removeIf(one -> one.item().student().equals(student));
    }

    /// Why an event tells nobody anything, whoever they are.
    @Nullable
    Reason noNews(ChangeEvent event) {
        Item item = Item.of(event.change());
        if (isCopy(event, item)) {
            return Reason.REPEAT;
        }
        if (!isNewest(event, item)) {
            return Reason.OLDER_VERSION;
        }
        if (event.step() instanceof ItemStep.Delete) {
            return Reason.ITEM_GONE;
        }
        if (event.origin() != Origin.LIVE) {
            return Reason.NOT_LIVE;
        }
        ChangeEvent known = known(event);
        if (known == null ? event.step().unchanged() : isSame(known, event)) {
            return Reason.NO_CHANGE;
        }
        return event.change() instanceof AttendanceRecorded attendance
                        && Boolean.FALSE.equals(attendance.instructional())
                ? Reason.NOT_INSTRUCTIONAL
                : null;
    }

    private boolean isCopy(ChangeEvent event, Item item) {
        List<EventId> ids = events.stream()
                .filter(one -> one.isOf(item) || one.leaves(item))
                .map(one -> one.event().id())
                .toList();
        return ids.subList(Math.max(0, ids.size() - COPIES_KNOWN), ids.size()).contains(event.id());
    }

    /// After what stands, after the last of its own log, and after the last that a snapshot read of that.
    private boolean isNewest(ChangeEvent event, Item item) {
        List<ChangeEvent> standing = stood(item, events.size());
        List<ChangeEvent> ofLog =
                standing.stream().filter(one -> isOneLog(one, event)).toList();
        List<ChangeEvent> read = ofLog.stream().filter(Past::isRead).toList();
        return Stream.of(standing, ofLog, read).allMatch(all -> all.isEmpty() || isAfter(event, all.getLast()));
    }

    private static boolean isRead(ChangeEvent event) {
        return event.origin() == Origin.SNAPSHOT;
    }

    /// What a name says, and what says that nothing is called so any more, in turn; before that what stood under the
    /// name of what it was brought from.
    ///
    /// @param until as it was before so many events
    private List<ChangeEvent> stood(Item item, int until) {
        List<ChangeEvent> stood = new ArrayList<>();
        for (int i = 0; i < until; i++) {
            Event one = events.get(i);
            if (one.advances(item) || one.leaves(item)) {
                if (stood.isEmpty() && one.left() != null && !one.leaves(item) && known(one.left(), i) != null) {
                    stood.addAll(stood(one.left(), i));
                }
                stood.add(one.event());
            }
        }
        return stood;
    }

    /// What was called as the event says that its item was, unless something newer happened under that name: then
    /// another item is called so.
    private @Nullable Item left(ChangeEvent event) {
        if (event.step() instanceof ItemStep.Move move
                && !move.from().equals(event.change().item())) {
            Item former = new Item(event.change().student(), event.change().category(), move.from());
            return isNewest(event, former) ? former : null;
        }
        return null;
    }

    /// Since when what an event brought was so, as far as one can know: what happened is known from when it was
    /// accepted; what was there already has been there since its source says, and not since a time to come.
    /// What was so before the first that is heard of it has been so since ever.
    Instant since(ChangeEvent known) {
        int index = IntStream.range(0, events.size())
                .filter(i -> events.get(i).event().id().equals(known.id())
                        && events.get(i).advances(events.get(i).item()))
                .findFirst()
                .orElseThrow();
        Event one = events.get(index);
        if (known.step().unchanged() && known(known, one.left(), known(one.item(), index), index) == null) {
            return Instant.MIN;
        }
        Instant said = known.order().time();
        return known.origin() == Origin.LIVE || said.isAfter(one.accepted()) ? one.accepted() : said;
    }

    /// By position in the log of one source, else by time. But what a snapshot read of a log was so
    /// at a moment: what came later is after, also if it stands further in front, since it was not
    /// committed then.
    private static boolean isAfter(ChangeEvent event, ChangeEvent other) {
        SourcePosition position = event.order().position();
        SourcePosition before = other.order().position();
        boolean later = event.order().time().isAfter(other.order().time());
        if (!isOneLog(event, other) || position == null || before == null) {
            return later;
        }
        boolean behind = position.compareTo(before) > 0;
        if (isRead(event) == isRead(other)) {
            return behind;
        }
        boolean earlier = event.order().time().isBefore(other.order().time());
        return isRead(other) ? behind || later : behind && !earlier;
    }

    private static boolean isOneLog(ChangeEvent event, ChangeEvent other) {
        return event.id().client().equals(other.id().client())
                && event.id().source().equals(other.id().source());
    }

    /// The event that brought the value that is known of an event's item.
    @Nullable
    ChangeEvent known(ChangeEvent of) {
        return known(of, left(of), known(Item.of(of.change()), events.size()), events.size());
    }

    /// One that was called otherwise brings along what is known of it, unless what the event says is known under its
    /// name already.
    ///
    /// @param left what the event calls otherwise
    /// @param called what is known under its name
    private @Nullable ChangeEvent known(
            ChangeEvent event, @Nullable Item left, @Nullable ChangeEvent called, int until) {
        ChangeEvent itself = left == null ? null : known(left, until);
        return itself == null || (called != null && isSame(called, event)) ? called : itself;
    }

    /// Of equal ones in a row the first; the end of an item brings none, unless it is the first that is heard of it.
    ///
    /// @param until as it was before so many events
    private @Nullable ChangeEvent known(Item item, int until) {
        ChangeEvent brought = null;
        for (int i = 0; i < until; i++) {
            Event one = events.get(i);
            if (one.leaves(item)) {
                brought = null;
            } else if (one.advances(item)) {
                brought = known(one.event(), one.left(), brought, i);
                boolean end = one.event().step() instanceof ItemStep.Delete;
                if (brought == null || (!end && !isSame(one.event(), brought))) {
                    brought = one.event();
                }
            }
        }
        return brought;
    }

    private static boolean isSame(ChangeEvent event, ChangeEvent other) {
        return event.change().value().equals(other.change().value());
    }

    /// @param anything of the student's day at the school
    /// @param thisRecord whether it was this very record
    /// @param corrected whether that was corrected since
    record Told(boolean anything, boolean thisRecord, boolean corrected) {
        static final Told NOTHING = new Told(false, false, false);
    }

    /// What a device was told of the day of attendance that an event is about.
    Told told(ChangeEvent event, DeviceId device) {
        List<Integer> day = IntStream.range(0, events.size())
                .filter(i -> ofOneDay(events.get(i).event().change(), event.change())
                        && events.get(i).told(device))
                .boxed()
                .toList();
        if (day.isEmpty()) {
            return Told.NOTHING;
        }
        Item record = calledNow(day.getFirst());
        Item item = Item.of(event.change());
        return new Told(true, record.equals(item) || record.equals(left(event)), day.size() > 1);
    }

    /// What the item of an event is called since.
    private Item calledNow(int index) {
        Item name = events.get(index).item();
        for (Event later : events.subList(index + 1, events.size())) {
            if (later.leaves(name)) {
                name = later.item();
            }
        }
        return name;
    }

    private static boolean ofOneDay(Change change, Change other) {
        return change instanceof AttendanceRecorded one
                && other instanceof AttendanceRecorded another
                && one.student().equals(another.student())
                && one.school().equals(another.school())
                && one.date().equals(another.date());
    }
}
