package org.belltower.rules.app;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.heartbeat.kafka.LastPoll;
import org.belltower.service.hop.ConfiguredHops;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.probe.kafka.Connectivity;
import org.eclipse.microprofile.health.Readiness;

/// What the evaluator tells of itself. It works while the topology runs: while that gives partitions away or restores
/// what it remembers, nothing is decided.
@Singleton
class RulesVitals implements Vitals {
    private static final RulesStreams.State RUNNING = new RulesStreams.State.Started(KafkaStreams.State.RUNNING);
    private final Connectivity connectivity;
    private final List<Hop> hops;

    private final TopicsReadiness topics;
    private final RulesStreams streams;
    private final LastPoll threads =
            new LastPoll(client -> client.contains("-StreamThread-") && client.endsWith("-consumer"));

    RulesVitals(
            @Readiness TopicsReadiness topics, RulesStreams streams, Connectivity connectivity, ConfiguredHops hops) {
        this.connectivity = connectivity;
        this.hops = hops.with("operators");
        this.topics = topics;
        this.streams = streams;
    }

    @Override
    public boolean topicsVerified() {
        return topics.verified();
    }

    @Override
    public Heartbeat.Stage stage() {
        return streams.state().equals(RUNNING) ? Heartbeat.Stage.WORKING : Heartbeat.Stage.STARTING;
    }

    @Override
    public Optional<Duration> idle() {
        return threads.ago();
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
