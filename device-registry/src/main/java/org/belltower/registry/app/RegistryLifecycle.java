package org.belltower.registry.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.belltower.registry.hygiene.kafka.HygieneLoop;
import org.belltower.registry.loop.Purge;
import org.belltower.registry.platform.SupportLoop;
import org.belltower.registry.publish.Acknowledgement;
import org.belltower.registry.publish.RelayLoop;
import org.belltower.registry.publish.ShardOwnership;
import org.belltower.registry.publish.StatePublisher;
import org.belltower.service.failure.Failures;
import org.belltower.service.kafka.TopicsReadiness;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Starts relay and hygiene beside the HTTP side as soon as the topics are as they must be, and tries again while
/// they are not: the service comes up not ready rather than not at all, and what is marked meanwhile waits.
@ApplicationScoped
class RegistryLifecycle {
    private static final Logger LOG = Logger.getLogger(RegistryLifecycle.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int FAILED = 1;

    private final TopicsReadiness topics;
    private final RelayLoop relay;
    private final HygieneLoop hygiene;
    private final StatePublisher publisher;
    private final ShardOwnership ownership;
    private final List<Purge> purges;
    private final SupportLoop support;
    private final Acknowledgement acknowledgement;
    private final RegistryConfig config;
    private final ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("registry-starter").factory());
    private final ScheduledExecutorService purger = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("registry-purge").factory());
    private volatile boolean started;

    RegistryLifecycle(
            @Readiness TopicsReadiness topics,
            RelayLoop relay,
            HygieneLoop hygiene,
            StatePublisher publisher,
            ShardOwnership ownership,
            List<Purge> purges,
            SupportLoop support,
            Acknowledgement acknowledgement,
            RegistryConfig config) {
        this.topics = topics;
        this.relay = relay;
        this.hygiene = hygiene;
        this.publisher = publisher;
        this.ownership = ownership;
        this.purges = purges;
        this.support = support;
        this.acknowledgement = acknowledgement;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        topics.start(config.kafka().retryInterval());
        support.start();
        var _ = starter.scheduleWithFixedDelay(this::tick, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        long interval = config.revocations().purgeInterval().toMillis();
        var _ = purger.scheduleWithFixedDelay(this::purge, interval, interval, TimeUnit.MILLISECONDS);
    }

    private void purge() {
        purges.forEach(RegistryLifecycle::purge);
    }

    /// A failure must end neither the schedule nor the others.
    private static void purge(Purge purge) {
        try {
            int forgotten = purge.tick();
            LOG.debugf("event=purged of=%s count=%d", purge.name(), forgotten);
        } catch (RuntimeException e) {
            LOG.warnf("event=purge-failed of=%s cause=%s", purge.name(), Failures.kinds(e));
        }
    }

    /// Starts what is due, then watches over it: a service that has lost a thread is of no use, and whoever runs it
    /// starts it again. A failure must not end the schedule.
    private void tick() {
        try {
            if (!started && topics.verified()) {
                relay.start();
                hygiene.start();
                started = true;
            } else if (!alive()) {
                LOG.error("event=thread-died action=exit");
                starter.shutdown();
                Quarkus.asyncExit(FAILED);
            }
        } catch (RuntimeException e) {
            LOG.error("event=start-failed", e);
        }
    }

    /// Whether what works beside the HTTP side has begun, and lives.
    boolean working() {
        return started && alive();
    }

    boolean alive() {
        return support.alive() && (!started || (relay.alive() && hygiene.alive()));
    }

    /// Sweep and hygiene first: what they mark can still be published.
    void stop(@Observes ShutdownEvent event) {
        starter.shutdownNow();
        purger.shutdownNow();
        acknowledgement.close();
        support.close();
        hygiene.close();
        relay.close();
        publisher.close();
        ownership.close();
    }
}
