package org.belltower.service.heartbeat;

import java.time.Instant;
import java.util.List;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Heartbeat.Stage;
import org.belltower.model.heartbeat.Link;
import org.jspecify.annotations.Nullable;

/// Heartbeats for tests.
final class Beats {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Beats() {}

    static Heartbeat of(String instance, Stage stage, @Nullable Long idleMillis, Link.Reach... reaches) {
        List<Link> links = List.of(reaches).stream()
                .map(reach -> new Link("kafka", reach, null, 1L))
                .toList();
        return new Heartbeat("dispatcher", instance, "1", NOON, stage, idleMillis, links, List.of());
    }

    static Heartbeat working(String instance) {
        return of(instance, Stage.WORKING, 5L, Link.Reach.CONNECTED);
    }

    static Heartbeat goodbye(String instance) {
        return of(instance, Stage.STOPPED, null);
    }
}
