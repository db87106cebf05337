package org.belltower.rules.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.heartbeat.kafka.LastPoll;
import org.belltower.service.heartbeat.kafka.ServiceVitals;
import org.belltower.service.hop.ConfiguredHops;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.probe.kafka.Connectivity;
import org.belltower.service.streams.TopologyRun;
import org.eclipse.microprofile.health.Readiness;

/// What the evaluator tells of itself.
@ApplicationScoped
class RulesVitals {
    @Produces
    @Singleton
    Vitals vitals(
            @Readiness TopicsReadiness topics, RulesStreams streams, Connectivity connectivity, ConfiguredHops hops) {
        LastPoll threads = new LastPoll(client -> client.contains("-StreamThread-") && client.endsWith("-consumer"));
        return new ServiceVitals(topics, connectivity, hops.with("operators"), new Work(streams, threads));
    }

    /// It works while the topology runs: while that gives partitions away, restores what it
    /// remembers or has lost a thread, nothing is decided of some or all of them.
    private record Work(RulesStreams streams, LastPoll threads) implements ServiceVitals.Work {
        private static final TopologyRun.State RUNNING = new TopologyRun.State.Started(KafkaStreams.State.RUNNING);

        @Override
        public Heartbeat.Stage stage() {
            return streams.state().equals(RUNNING) ? Heartbeat.Stage.WORKING : Heartbeat.Stage.STARTING;
        }

        @Override
        public Optional<Duration> idle() {
            return threads.ago();
        }
    }
}
