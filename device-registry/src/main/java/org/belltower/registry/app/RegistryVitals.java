package org.belltower.registry.app;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.belltower.registry.hygiene.kafka.HygieneLoop;
import org.belltower.registry.publish.RelayLoop;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.heartbeat.kafka.LastPoll;
import org.belltower.service.hop.ConfiguredHops;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.probe.kafka.Connectivity;
import org.eclipse.microprofile.health.Readiness;

/// What the registry tells of itself. Its work is what it publishes and what it hears of tokens.
@Singleton
class RegistryVitals implements Vitals {
    private final TopicsReadiness topics;
    private final RegistryLifecycle lifecycle;
    private final RelayLoop relay;
    private final LastPoll hygiene = new LastPoll(HygieneLoop.GROUP::equals);
    private final Connectivity connectivity;
    private final List<Hop> hops;

    RegistryVitals(
            @Readiness TopicsReadiness topics,
            RegistryLifecycle lifecycle,
            RelayLoop relay,
            Connectivity connectivity,
            ConfiguredHops hops) {
        this.connectivity = connectivity;
        this.hops = hops.with("clients");
        this.topics = topics;
        this.lifecycle = lifecycle;
        this.relay = relay;
    }

    @Override
    public boolean topicsVerified() {
        return topics.verified();
    }

    @Override
    public Heartbeat.Stage stage() {
        return lifecycle.working() ? Heartbeat.Stage.WORKING : Heartbeat.Stage.STARTING;
    }

    @Override
    public Optional<Duration> idle() {
        return Stream.of(hygiene.ago(), relay.idle()).flatMap(Optional::stream).max(Comparator.naturalOrder());
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
