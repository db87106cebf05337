package org.belltower.ingest.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.belltower.ingest.accept.ChangeLog;
import org.belltower.ingest.accept.Intake;
import org.belltower.ingest.accept.IntakeListener;
import org.belltower.ingest.accept.http.BodyReader;
import org.belltower.ingest.accept.http.QuotaGate;
import org.belltower.ingest.accept.http.RequestPlaces;
import org.belltower.ingest.accept.kafka.KafkaChangeLog;
import org.belltower.ingest.cloudevents.CloudEvents;
import org.belltower.ingest.cloudevents.Limits;
import org.belltower.ingest.micrometer.MeteredIntake;
import org.belltower.ingest.schema.EventSchemas;
import org.belltower.model.wire.Topics;
import org.belltower.service.identity.OpenPath;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsReadiness;
import org.eclipse.microprofile.health.Readiness;

/// Builds the service's parts. The only place that knows all of them.
class IngestWiring {
    private final IngestConfig config;

    IngestWiring(IngestConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Limits limits() {
        return new Limits(
                Math.toIntExact(config.maxBodySize().asLongValue()),
                Math.toIntExact(config.maxEventSize().asLongValue()),
                config.maxBatchEvents());
    }

    @Produces
    @Singleton
    CloudEvents cloudEvents(Limits limits) {
        return new CloudEvents(limits);
    }

    @Produces
    @Singleton
    BodyReader bodyReader() {
        return new BodyReader(config.bodyTimeout(), System::nanoTime);
    }

    @Produces
    @Singleton
    IntakeListener intakeListener(MeterRegistry registry) {
        return new MeteredIntake(registry);
    }

    @Produces
    @Singleton
    RequestPlaces requestPlaces(IntakeListener listener) {
        return new RequestPlaces(config.maxRequests(), config.maxRequestsPerClient(), listener);
    }

    @Produces
    @Singleton
    KafkaChangeLog changeLog(KafkaClients clients) {
        return KafkaChangeLog.open(clients, config.deliveryTimeout(), config.maxBlock());
    }

    /// What the documents tell anyway.
    @Produces
    @Singleton
    OpenPath openSchemas() {
        return new OpenPath("/v1/schemas");
    }

    @Produces
    @Singleton
    EventSchemas eventSchemas() {
        return EventSchemas.load();
    }

    void close(@Disposes KafkaChangeLog changeLog) {
        changeLog.close();
    }

    @Produces
    @Singleton
    Intake intake(ChangeLog changeLog, IntakeListener listener) {
        return new Intake(
                changeLog, listener, new Intake.Clocks(InstantSource.system(), config.maxAhead(), System::nanoTime));
    }

    @Produces
    @Singleton
    @Readiness
    TopicsReadiness topics(KafkaClients clients) {
        return new TopicsReadiness(
                clients.admin("event-ingest-topics", config.topicsTimeout()),
                config.topicsTimeout(),
                List.of(Topics.CHANGES, Topics.DEAD_LETTERS, Topics.HEARTBEATS));
    }

    void close(@Disposes @Readiness TopicsReadiness topics) {
        topics.close();
    }

    /// Quotas that cannot be meant are told at the start, not at the first event.
    void start(@Observes StartupEvent event, @Readiness TopicsReadiness topics, QuotaGate quotas) {
        topics.start(config.topicsRetry());
    }
}
