package org.belltower.rules.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.streams.TopologyStarter;
import org.eclipse.microprofile.health.Readiness;

/// Starts and ends the topology with the service.
@ApplicationScoped
class RulesLifecycle {
    private final TopicsReadiness topics;
    private final RulesStreams streams;
    private final RulesConfig config;
    private final TopologyStarter starter;

    RulesLifecycle(@Readiness TopicsReadiness topics, RulesStreams streams, RulesConfig config) {
        this.topics = topics;
        this.streams = streams;
        this.config = config;
        this.starter = new TopologyStarter(topics, streams::start, config.retryInterval());
    }

    void start(@Observes StartupEvent event) {
        topics.start(config.retryInterval());
        starter.start();
    }

    void stop(@Observes ShutdownEvent event) {
        starter.close();
        streams.close();
    }
}
