package org.belltower.ingest.app;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.hop.ConfiguredHops;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.probe.kafka.Connectivity;
import org.eclipse.microprofile.health.Readiness;

/// What the front door tells of itself. It works when producers call, and has no loop.
@Singleton
class IngestVitals implements Vitals {
    private final TopicsReadiness topics;
    private final Connectivity connectivity;
    private final List<Hop> hops;

    IngestVitals(@Readiness TopicsReadiness topics, Connectivity connectivity, ConfiguredHops hops) {
        this.connectivity = connectivity;
        this.hops = hops.with("producers");
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
        return connectivity.links();
    }

    @Override
    public List<Hop> hops() {
        return hops;
    }
}
