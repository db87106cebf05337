package org.belltower.ingest.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.belltower.ingest.micrometer.MeteredRows;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.ingest.sis.mapping.yaml.InvalidMappingException;
import org.belltower.ingest.sis.mapping.yaml.MappingFolder;
import org.belltower.ingest.streams.SisStreams;
import org.belltower.ingest.streams.SisTopology;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.streams.TopologyRun;
import org.belltower.service.streams.TopologyStarter;
import org.belltower.service.streams.TopologyWatch;
import org.eclipse.microprofile.health.Readiness;

/// Builds what reads change data, and starts and ends it with the service. Whether it runs is told by the service's
/// heartbeat and by Kafka Streams' own metrics, not by readiness: producers that call need not wait for it.
@ApplicationScoped
class SisWiring {
    private static final int TURN = 1_000;

    private final IngestConfig config;

    SisWiring(IngestConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    TopologyWatch watch(MeterRegistry registry) {
        return new TopologyWatch(registry, Quarkus::asyncExit);
    }

    void close(@Disposes TopologyWatch watch) {
        watch.close();
    }

    @Produces
    @Singleton
    SisStreams streams(KafkaClients clients, MeterRegistry registry, TopologyWatch watch) {
        IngestConfig.Sis sis = config.sis();
        TopologyRun.Settings settings = new TopologyRun.Settings(
                "belltower-event-ingest",
                clients.with(Map.of(
                        CommonClientConfigs.METADATA_MAX_AGE_CONFIG,
                        sis.topicRefreshInterval().toMillis())),
                sis.stateDir(),
                sis.instance(),
                sis.threads(),
                sis.sessionTimeout());
        return SisStreams.of(
                sis.mappings().map(SisWiring::read).orElse(List.of()),
                settings,
                new SisTopology.Terms(sis.lookupTimeout(), sis.expiryInterval(), TURN),
                new MeteredRows(registry),
                watch);
    }

    /// A service whose mappings are wrong does not start: it would be ready, and tell nobody of a whole
    /// source.
    private static List<SourceMapping> read(Path folder) {
        try {
            return MappingFolder.read(folder);
        } catch (InvalidMappingException e) {
            throw new IllegalStateException("belltower.ingest.sis.mappings:\n" + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("belltower.ingest.sis.mappings cannot be read: " + folder, e);
        }
    }

    @Produces
    @Singleton
    TopologyStarter starter(@Readiness TopicsReadiness topics, SisStreams streams) {
        return new TopologyStarter(topics, streams::start, config.topicsRetry());
    }

    void start(@Observes StartupEvent event, TopologyStarter starter) {
        starter.start();
    }

    void stop(@Observes ShutdownEvent event, TopologyStarter starter, SisStreams streams) {
        starter.close();
        streams.close();
    }
}
