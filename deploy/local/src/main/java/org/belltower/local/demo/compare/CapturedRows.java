package org.belltower.local.demo.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.day.Case;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.Way;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;

/// Which captured row is which event: a row's id is made of its place in the source's log, which nobody
/// writes down. Pure.
///
/// Rows of an item (district, student, category, item) are captured in the order in which they were
/// changed. So an item's events, in the order in which they stand, are looked for among its captured
/// rows, in the order of the log: each is
/// the
/// next that says the same, word for word, and comes about in the same way. What is not found was not captured, or not
/// as it was changed; what is left over nobody changed. From there on an event has its row's id, and is
/// compared like one that was posted.
final class CapturedRows {
    private static final Comparator<ChangeEvent> IN_LOG = (one, other) ->
            one.order().isAfter(other.order()) ? 1 : other.order().isAfter(one.order()) ? -1 : 0;

    private final Map<String, EventKey> keys = new HashMap<>();
    private final List<Deviation> deviations = new ArrayList<>();

    private record Item(DistrictId district, StudentId student, Category category, String item) {
        static Item of(DistrictId district, Change change) {
            return new Item(district, change.student(), change.category(), change.item());
        }

        @Override
        public String toString() {
            return category + " of " + student + " (" + district + ")";
        }
    }

    private record Written(Case of, CaseEvent event) {}

    /// @param captured as read from the topic of changes, in any order
    CapturedRows(FirstDay day, List<ChangeEvent> captured) {
        Map<Item, List<ChangeEvent>> rows = rows(captured);
        Map<Item, List<Written>> events = new LinkedHashMap<>();
        for (Case written : day.cases()) {
            for (CaseEvent event : written.events()) {
                if (event.way() instanceof Way.Row) {
                    events.computeIfAbsent(Item.of(event.district(), event.change()), _ -> new ArrayList<>())
                            .add(new Written(written, event));
                }
            }
        }
        events.forEach((item, written) -> match(written, rows.getOrDefault(item, List.of())));
        rows.forEach((item, changed) -> {
            if (!events.containsKey(item)) {
                changed.forEach(this::unexpected);
            }
        });
    }

    /// The key under which a row was captured; the file's own if it was not.
    EventKey key(CaseEvent event) {
        return event.way() instanceof Way.Row
                ? keys.getOrDefault(event.name(), EventKey.of(event))
                : EventKey.of(event);
    }

    List<Deviation> deviations() {
        return List.copyOf(deviations);
    }

    private Map<Item, List<ChangeEvent>> rows(List<ChangeEvent> captured) {
        Map<Item, List<ChangeEvent>> rows = new LinkedHashMap<>();
        Set<EventKey> seen = new HashSet<>();
        captured.stream().sorted(IN_LOG).forEach(row -> {
            if (seen.add(new EventKey(row.district(), row.id()))) {
                rows.computeIfAbsent(Item.of(row.district(), row.change()), _ -> new ArrayList<>())
                        .add(row);
            } else {
                deviate(row.id().id() + " was written twice to the topic of changes");
            }
        });
        return rows;
    }

    private void match(List<Written> events, List<ChangeEvent> rows) {
        int next = 0;
        for (Written written : events) {
            int found = next;
            while (found < rows.size() && !says(rows.get(found), written.event())) {
                found++;
            }
            if (found == rows.size()) {
                deviate(new PlayedEvents.Played(written.of(), written.event()) + " was not captured as it was changed");
                continue;
            }
            rows.subList(next, found).forEach(this::unexpected);
            ChangeEvent row = rows.get(found);
            keys.put(written.event().name(), new EventKey(row.district(), row.id()));
            next = found + 1;
        }
        rows.subList(next, rows.size()).forEach(this::unexpected);
    }

    private static boolean says(ChangeEvent row, CaseEvent event) {
        return row.change().equals(event.change())
                && comesAbout(row.step(), step(event))
                && (row.origin() == Origin.SNAPSHOT) == event.isKnownBefore();
    }

    /// Whether a row says what it said before is judged by what comes of it.
    private static boolean comesAbout(ItemStep step, ItemStep expected) {
        return switch (step) {
            case ItemStep.Upsert _ -> expected instanceof ItemStep.Upsert;
            case ItemStep.Move(String from, boolean _) -> expected.equals(new ItemStep.Move(from));
            case ItemStep.Delete _ -> expected instanceof ItemStep.Delete;
        };
    }

    /// An absence that is deleted means presence, which is a value like another.
    static ItemStep step(CaseEvent event) {
        return switch (event.way()) {
            case Way.Posted _, Way.Saved _ -> new ItemStep.Upsert();
            case Way.Deleted _ ->
                event.change() instanceof AttendanceRecorded ? new ItemStep.Upsert() : new ItemStep.Delete();
            case Way.Renamed(String from) -> {
                AssignmentScored now = (AssignmentScored) event.change();
                yield new ItemStep.Move(
                        new AssignmentScored(now.student(), now.school(), now.calendar(), from, now.score()).item());
            }
        };
    }

    private void unexpected(ChangeEvent row) {
        deviate(row.id().id() + " was captured of " + Item.of(row.district(), row.change())
                + ", and nobody changed that");
    }

    private void deviate(String sentence) {
        deviations.add(new Deviation(Kind.REASON, sentence));
    }
}
