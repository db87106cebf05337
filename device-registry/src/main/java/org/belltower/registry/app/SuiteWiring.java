package org.belltower.registry.app;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.belltower.service.heartbeat.ServiceJudge;
import org.belltower.service.heartbeat.ServiceWatch;
import org.belltower.service.heartbeat.kafka.HeartbeatReader;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.probe.DatabaseProbe;
import org.belltower.service.probe.Probe;

/// Builds what hears the other services.
@ApplicationScoped
class SuiteWiring {
    /// Those that there are in any suite.
    private static final List<String> SERVICES =
            List.of("event-ingest", "device-registry", "rules-evaluator", "dispatcher");

    private static final Duration OF_DATABASE = Duration.ofSeconds(10);

    @Produces
    @Singleton
    ServiceJudge judge(InstantSource clock) {
        return new ServiceJudge(new ServiceWatch(ServiceWatch.Limits.USUAL, SERVICES), clock, System::nanoTime);
    }

    @Produces
    @Singleton
    HeartbeatReader reader(KafkaClients kafka, ServiceJudge judge) {
        return new HeartbeatReader(kafka, judge);
    }

    @Produces
    @Singleton
    Probe database(AgroalDataSource database) {
        return new DatabaseProbe(database, OF_DATABASE);
    }

    void start(@Observes StartupEvent event, HeartbeatReader reader) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent event, HeartbeatReader reader) {
        reader.close();
    }
}
