package org.belltower.service.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.belltower.model.wire.TopicSpec;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/// Ready once a service's topics are there as they must be. A Kafka that is away when the service starts does not
/// keep it down: it comes up not ready, and [#tick] tries again until the topics are verified. Topics that are
/// otherwise than they must be are told one sentence each, in the log and in the health check, and looked at again:
/// whoever mends them need not restart the service.
///
/// A service makes one bean of it with the qualifier `@Readiness` and starts it:
///
/// ```java
/// @Produces @Singleton @Readiness
/// TopicsReadiness topics(KafkaClients clients) {
///     return new TopicsReadiness(clients.admin("event-ingest-topics", TIMEOUT), TIMEOUT, List.of(Topics.CHANGES));
/// }
///
/// void start(@Observes StartupEvent event, @Readiness TopicsReadiness topics) {
///     topics.start(Duration.ofSeconds(1));
/// }
///
/// void stop(@Disposes @Readiness TopicsReadiness topics) {
///     topics.close();
/// }
/// ```
///
/// Thread-safe.
public final class TopicsReadiness implements HealthCheck, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicsReadiness.class);

    private final Admin admin;
    private final TopicsAtStart topics;
    private final List<TopicSpec> specs;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("topics-at-start").factory());
    private volatile State state = new State.Waiting();

    /// @param admin closed with this
    /// @param timeout for each question to Kafka
    public TopicsReadiness(Admin admin, Duration timeout, List<TopicSpec> specs) {
        this.admin = admin;
        this.topics = new TopicsAtStart(admin, timeout);
        this.specs = List.copyOf(specs);
    }

    /// What is known of the topics.
    private sealed interface State {
        /// Kafka has not answered yet.
        record Waiting() implements State {}

        record Verified() implements State {}

        record Different(List<String> differences) implements State {}
    }

    /// Ticks now and then with a pause between, until the topics are verified. Does not block.
    public void start(Duration pause) {
        var _ = executor.scheduleWithFixedDelay(this::tick, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Creates or verifies the topics once, unless they have been verified. Blocks as long as Kafka takes.
    public void tick() {
        if (state instanceof State.Verified) {
            executor.shutdown();
            return;
        }
        try {
            List<String> differences = topics.createOrVerify(specs);
            enter(differences.isEmpty() ? new State.Verified() : new State.Different(differences));
        } catch (KafkaUnavailableException e) {
            LOG.debugf(e, "event=topics-wait");
            enter(new State.Waiting());
        } catch (RuntimeException e) {
            // A scheduled task that throws would never run again.
            LOG.errorf(e, "event=topics-failed");
        }
    }

    /// Whether the topics are there as they must be: what works on them can begin.
    public boolean verified() {
        return state instanceof State.Verified;
    }

    private void enter(State next) {
        if (next.equals(state)) {
            return;
        }
        state = next;
        switch (next) {
            case State.Waiting _ -> LOG.warnf("event=topics-wait reason=\"Kafka does not answer\"");
            case State.Verified _ -> LOG.infof("event=topics-verified count=%d", specs.size());
            case State.Different(List<String> differences) ->
                differences.forEach(difference -> LOG.errorf("event=topics-differ difference=\"%s\"", difference));
        }
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("topics");
        return switch (state) {
            case State.Waiting _ ->
                response.down()
                        .withData("waiting", "the topics have not been verified yet")
                        .build();
            case State.Verified _ -> response.up().build();
            case State.Different(List<String> differences) ->
                response.down()
                        .withData("difference", String.join("; ", differences))
                        .build();
        };
    }

    @Override
    public void close() {
        executor.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
