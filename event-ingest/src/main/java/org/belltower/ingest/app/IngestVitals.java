package org.belltower.ingest.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.belltower.ingest.streams.SisStreams;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.heartbeat.kafka.LastPoll;
import org.belltower.service.heartbeat.kafka.ServiceVitals;
import org.belltower.service.hop.ConfiguredHops;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.probe.kafka.Connectivity;
import org.eclipse.microprofile.health.Readiness;

/// What the front door tells of itself.
@ApplicationScoped
class IngestVitals {
    @Produces
    @Singleton
    Vitals vitals(
            @Readiness TopicsReadiness topics, SisStreams streams, Connectivity connectivity, ConfiguredHops hops) {
        LastPoll threads = new LastPoll(client -> client.contains("-StreamThread-") && client.endsWith("-consumer"));
        return new ServiceVitals(topics, connectivity, hops.with("producers"), new Work(streams, threads));
    }

    /// It works when producers call, which is no loop. Where there are sources it maps their rows, and does not while
    /// the topology gives partitions away or reads back what it keeps.
    private record Work(SisStreams streams, LastPoll threads) implements ServiceVitals.Work {
        @Override
        public Heartbeat.Stage stage() {
            return streams.isWorking() ? Heartbeat.Stage.WORKING : Heartbeat.Stage.STARTING;
        }

        @Override
        public Optional<Duration> idle() {
            return streams.state().flatMap(_ -> threads.ago());
        }
    }
}
