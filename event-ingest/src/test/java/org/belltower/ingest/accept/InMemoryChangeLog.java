package org.belltower.ingest.accept;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.belltower.model.change.ChangeEvent;

/// A log in memory that can lose what it is given, by event id or wholly. Thread-safe.
final class InMemoryChangeLog implements ChangeLog {
    private final List<ChangeEvent> events = new CopyOnWriteArrayList<>();
    private volatile Set<String> unacknowledged = Set.of();

    void acknowledgeAllBut(String... ids) {
        unacknowledged = Set.of(ids);
    }

    List<ChangeEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public List<Append> append(List<ChangeEvent> appended) {
        List<Append> appends = new ArrayList<>();
        for (ChangeEvent event : appended) {
            if (unacknowledged.contains(event.id().id())) {
                appends.add(Append.UNACKNOWLEDGED);
            } else {
                events.add(event);
                appends.add(Append.ACKNOWLEDGED);
            }
        }
        return appends;
    }
}
