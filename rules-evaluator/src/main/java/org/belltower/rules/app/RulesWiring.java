package org.belltower.rules.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.rules.streams.RulesStreams.Settings;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsAtStart;

/// Builds the parts.
@ApplicationScoped
class RulesWiring {
    private static final List<TopicSpec> TOPICS = List.of(
            Topics.CHANGES,
            Topics.AUDIENCE,
            Topics.SETTINGS,
            Topics.PUSH_ALERTS,
            Topics.DECISIONS,
            Topics.DEAD_LETTERS);

    @Produces
    @ApplicationScoped
    Admin admin(KafkaClients clients, RulesConfig config) {
        return clients.admin("rules-evaluator-topics", config.kafkaTimeout());
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ZERO);
    }

    @Produces
    @ApplicationScoped
    RulesStreams streams(KafkaClients clients, RulesConfig config, Admin admin) {
        TopicsAtStart topics = new TopicsAtStart(admin, config.kafkaTimeout());
        return new RulesStreams(
                () -> topics.createOrVerify(TOPICS),
                new Settings(
                        clients.with(Map.of()),
                        config.stateDir(),
                        config.instance(),
                        config.threads(),
                        config.sessionTimeout(),
                        config.timeToLive(),
                        config.purgeInterval()));
    }
}
