package org.belltower.registry.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.registry.hygiene.kafka.HygieneLoop;
import org.belltower.registry.publish.RelayLoop;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.heartbeat.kafka.LastPoll;
import org.belltower.service.heartbeat.kafka.ServiceVitals;
import org.belltower.service.hop.ConfiguredHops;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.probe.kafka.Connectivity;
import org.eclipse.microprofile.health.Readiness;

/// What the registry tells of itself.
@ApplicationScoped
class RegistryVitals {
    @Produces
    @Singleton
    Vitals vitals(
            @Readiness TopicsReadiness topics,
            RegistryLifecycle lifecycle,
            RelayLoop relay,
            Connectivity connectivity,
            ConfiguredHops hops) {
        LastPoll hygiene = new LastPoll(HygieneLoop.GROUP::equals);
        return new ServiceVitals(topics, connectivity, hops.with("clients"), new Work(lifecycle, relay, hygiene));
    }

    /// What it publishes, and what it hears of tokens.
    private record Work(RegistryLifecycle lifecycle, RelayLoop relay, LastPoll hygiene) implements ServiceVitals.Work {
        @Override
        public Heartbeat.Stage stage() {
            return lifecycle.working() ? Heartbeat.Stage.WORKING : Heartbeat.Stage.STARTING;
        }

        @Override
        public Optional<Duration> idle() {
            return Stream.of(hygiene.ago(), relay.overdue())
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder());
        }
    }
}
