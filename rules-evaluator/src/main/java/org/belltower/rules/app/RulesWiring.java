package org.belltower.rules.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.belltower.model.Category;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.rules.streams.RulesTopology;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.streams.TopologyRun;
import org.belltower.service.streams.TopologyWatch;
import org.eclipse.microprofile.health.Readiness;

/// Builds the parts.
@ApplicationScoped
class RulesWiring {
    private static final List<TopicSpec> TOPICS = List.of(
            Topics.CHANGES,
            Topics.AUDIENCE,
            Topics.SETTINGS,
            Topics.PUSH_ALERTS,
            Topics.PUSH_BULK,
            Topics.DECISIONS,
            Topics.DEAD_LETTERS,
            Topics.HEARTBEATS);

    private final KafkaClients clients;
    private final RulesConfig config;

    RulesWiring(KafkaClients clients, RulesConfig config) {
        this.clients = clients;
        this.config = config;
    }

    @Produces
    @Singleton
    @Readiness
    TopicsReadiness topics() {
        return new TopicsReadiness(
                clients.admin("rules-evaluator-topics", config.kafkaTimeout()), config.kafkaTimeout(), TOPICS);
    }

    void close(@Disposes @Readiness TopicsReadiness topics) {
        topics.close();
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
    RulesStreams streams(MeterRegistry registry, TopologyWatch watch) {
        TopologyRun.Settings settings = new TopologyRun.Settings(
                "belltower-rules-evaluator",
                clients.with(Map.of()),
                config.stateDir(),
                config.instance(),
                config.threads(),
                config.sessionTimeout());
        RulesTopology.Terms terms = new RulesTopology.Terms(
                timeToLive(config.timeToLive()),
                config.audienceTimeout(),
                MemorySettings.retention(config.memoryRetention()),
                config.purgeInterval(),
                AlertSettings.share(config.alerts().atOnce(), config.alerts().perSecond()));
        return new RulesStreams(settings, terms, new RulesMeters(registry), watch);
    }

    private static TimeToLive timeToLive(RulesConfig.TimesToLive times) {
        return new TimeToLive(Map.of(
                Category.ASSIGNMENTS, times.assignments(),
                Category.GRADES, times.grades(),
                Category.ATTENDANCE, times.attendance(),
                Category.LUNCH_BALANCE, times.lunchBalance(),
                Category.RESPONSIVE_SCHEDULE, times.responsiveSchedule()));
    }
}
