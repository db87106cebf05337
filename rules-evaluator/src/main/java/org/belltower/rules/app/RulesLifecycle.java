package org.belltower.rules.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.belltower.rules.streams.RulesStreams;
import org.jboss.logging.Logger;

/// Starts the topology beside the HTTP side, and tries again while Kafka is away: the service comes up not ready
/// rather than not at all.
@ApplicationScoped
class RulesLifecycle {
    private static final Logger LOG = Logger.getLogger(RulesLifecycle.class);

    private final RulesStreams streams;
    private final RulesConfig config;
    private final ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rules-starter").factory());

    RulesLifecycle(RulesStreams streams, RulesConfig config) {
        this.streams = streams;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        var _ = starter.scheduleWithFixedDelay(
                this::tick, 0, config.retryInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    /// A failure must not end the schedule.
    private void tick() {
        try {
            streams.tick();
        } catch (RuntimeException e) {
            LOG.error("event=topology-start-failed", e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        starter.shutdownNow();
        streams.close();
    }
}
