package org.belltower.service.streams;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.belltower.service.failure.Failures;
import org.belltower.service.kafka.TopicsReadiness;
import org.jboss.logging.Logger;

/// Starts a topology beside the HTTP side as soon as the topics are as they must be: with Kafka away the
/// service comes up not ready rather than not at all.
///
/// Thread-safe.
public final class TopologyStarter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopologyStarter.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final TopicsReadiness topics;
    private final Runnable start;
    private final Duration retryInterval;
    private final ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("topology-starter").factory());

    /// @param start may block, and may be called again after a failure
    /// @param retryInterval how long to wait after a failure
    public TopologyStarter(TopicsReadiness topics, Runnable start, Duration retryInterval) {
        this.topics = topics;
        this.start = start;
        this.retryInterval = retryInterval;
    }

    /// Does not block. Once.
    public void start() {
        starter.execute(this::tick);
    }

    /// Starts the topology, or looks again: soon for the topics, later after a failure.
    private void tick() {
        Duration pause = LOOK;
        try {
            if (topics.verified()) {
                start.run();
                return;
            }
        } catch (RuntimeException e) {
            LOG.errorf("event=topology-start-failed %s", Failures.trace(e));
            pause = retryInterval;
        }
        var _ = starter.schedule(this::tick, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// No attempt begins any more.
    @Override
    public void close() {
        starter.shutdownNow();
    }
}
