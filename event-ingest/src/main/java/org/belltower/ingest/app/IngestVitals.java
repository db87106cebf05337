package org.belltower.ingest.app;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.kafka.TopicsReadiness;
import org.eclipse.microprofile.health.Readiness;

/// What the front door tells of itself. It works when producers call, and has no loop.
@Singleton
class IngestVitals implements Vitals {
    private final TopicsReadiness topics;

    IngestVitals(@Readiness TopicsReadiness topics) {
        this.topics = topics;
    }

    @Override
    public boolean topicsVerified() {
        return topics.verified();
    }

    @Override
    public Heartbeat.Stage stage() {
        return Heartbeat.Stage.WORKING;
    }

    @Override
    public Optional<Duration> idle() {
        return Optional.empty();
    }

    @Override
    public List<Link> links() {
        return List.of();
    }

    @Override
    public List<Hop> hops() {
        return List.of();
    }
}
