package org.belltower.rules.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.rules.streams.RulesStreams.Settings;
import org.belltower.service.kafka.TopicsAtStart;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
    Admin admin(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers, RulesConfig config) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "belltower-rules-topics",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis(config.kafkaTimeout()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis(config.kafkaTimeout())));
    }

    void close(@Disposes Admin admin) {
        admin.close();
    }

    @Produces
    @ApplicationScoped
    RulesStreams streams(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            RulesConfig config,
            Admin admin) {
        TopicsAtStart topics = new TopicsAtStart(admin, config.kafkaTimeout());
        return new RulesStreams(
                () -> topics.createOrVerify(TOPICS),
                new Settings(
                        bootstrapServers,
                        config.stateDir(),
                        config.instance(),
                        config.threads(),
                        config.sessionTimeout(),
                        config.timeToLive(),
                        config.purgeInterval()));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
