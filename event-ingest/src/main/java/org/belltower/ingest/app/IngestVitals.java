package org.belltower.ingest.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.service.heartbeat.Vitals;
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
    Vitals vitals(@Readiness TopicsReadiness topics, Connectivity connectivity, ConfiguredHops hops) {
        return new ServiceVitals(topics, connectivity, hops.with("producers"), new Work());
    }

    /// It works when producers call, and has no loop.
    private record Work() implements ServiceVitals.Work {
        @Override
        public Heartbeat.Stage stage() {
            return Heartbeat.Stage.WORKING;
        }

        @Override
        public Optional<Duration> idle() {
            return Optional.empty();
        }
    }
}
