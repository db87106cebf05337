package org.belltower.ingest.accept;

import java.util.List;
import org.belltower.model.change.ChangeEvent;

class InMemoryChangeLogTest implements ChangeLogContract {
    private final InMemoryChangeLog log = new InMemoryChangeLog();

    @Override
    public ChangeLog log() {
        return log;
    }

    @Override
    public List<ChangeEvent> eventsAbout(String student) {
        return log.events().stream()
                .filter(event -> event.key().id().equals(student))
                .toList();
    }
}
