package org.belltower.rules.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.service.failure.Failures;
import org.belltower.service.kafka.TopicsReadiness;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Starts the topology beside the HTTP side as soon as the topics are as they must be: with Kafka away the service
/// comes up not ready rather than not at all.
@ApplicationScoped
class RulesLifecycle {
    private static final Logger LOG = Logger.getLogger(RulesLifecycle.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final TopicsReadiness topics;
    private final RulesStreams streams;
    private final RulesConfig config;
    private final ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rules-starter").factory());

    RulesLifecycle(@Readiness TopicsReadiness topics, RulesStreams streams, RulesConfig config) {
        this.topics = topics;
        this.streams = streams;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        topics.start(config.retryInterval());
        starter.execute(this::tick);
    }

    /// Starts the topology, or looks again: soon for the topics, later after a failure.
    private void tick() {
        Duration pause = LOOK;
        try {
            if (topics.verified()) {
                streams.start();
                return;
            }
        } catch (RuntimeException e) {
            LOG.errorf("event=topology-start-failed %s", Failures.trace(e));
            pause = config.retryInterval();
        }
        var _ = starter.schedule(this::tick, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        starter.shutdownNow();
        streams.close();
    }
}
