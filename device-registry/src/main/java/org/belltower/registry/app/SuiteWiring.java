package org.belltower.registry.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.belltower.service.heartbeat.ServiceWatch;
import org.belltower.service.heartbeat.kafka.HeartbeatReader;
import org.belltower.service.kafka.KafkaClients;

/// Builds what hears the other services.
@ApplicationScoped
class SuiteWiring {
    /// Those that there are in any suite.
    private static final List<String> SERVICES =
            List.of("event-ingest", "device-registry", "rules-evaluator", "dispatcher");

    @Produces
    @Singleton
    ServiceWatch watch() {
        return new ServiceWatch(ServiceWatch.Limits.USUAL, SERVICES);
    }

    @Produces
    @Singleton
    HeartbeatReader reader(KafkaClients kafka, ServiceWatch watch, InstantSource clock) {
        return new HeartbeatReader(kafka, watch, clock, System::nanoTime);
    }

    void start(@Observes StartupEvent event, HeartbeatReader reader) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent event, HeartbeatReader reader) {
        reader.close();
    }
}
