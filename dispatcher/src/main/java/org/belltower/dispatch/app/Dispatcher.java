package org.belltower.dispatch.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.belltower.dispatch.consume.Window;
import org.belltower.dispatch.credential.UploadedCredentials;
import org.belltower.dispatch.flow.Permits;
import org.belltower.dispatch.flow.Waiting;
import org.belltower.dispatch.flow.WaitingRoom;
import org.belltower.dispatch.kafka.LaneConsumer;
import org.belltower.dispatch.kafka.LaneSettings;
import org.belltower.dispatch.outcome.kafka.DurableProducer;
import org.belltower.dispatch.outcome.kafka.KafkaDeadLetters;
import org.belltower.dispatch.outcome.kafka.KafkaOutcomeLog;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.dispatch.replica.kafka.CopiedTopic;
import org.belltower.dispatch.replica.kafka.CopyReader;
import org.belltower.dispatch.send.Courier;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Handed;
import org.belltower.dispatch.send.JourneyRules;
import org.belltower.dispatch.send.Knowledge;
import org.belltower.dispatch.send.Outlets;
import org.belltower.dispatch.send.Routes;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.failure.Failures;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsReadiness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/// The dispatcher at work, from start to drain. Starts in the background: first the topics are created or verified,
/// then all that says who may be told is read, then the lane. While Kafka is away it keeps trying.
///
/// Thread-safe.
final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final String GROUP = "belltower-dispatcher";
    private static final Duration BINDING_RECHECK = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BEYOND_DRAIN = Duration.ofSeconds(8);

    private static final List<TopicSpec> TOPICS = List.of(
            Topics.PUSH_ALERTS,
            Topics.SETTINGS,
            Topics.REVOCATIONS,
            Topics.BINDINGS,
            Topics.CREDENTIALS,
            Topics.OUTCOMES,
            Topics.DEAD_LETTERS);

    /// Where it stands on its way to work.
    enum Stage {
        TOPICS,
        BINDINGS,
        WORKING,
        ENDED
    }

    private final DispatchConfig config;
    private final FailStop failStop;
    private final TopicsReadiness topics;
    private final Providers providers;
    private final UploadedCredentials uploaded;
    private final Knowledge knowledge;
    private final CopyReader copies;
    private final DurableProducer producer;
    private final LaneConsumer lane;
    private final ExecutorService pushes = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("dispatch-lane").unstarted(this::run);
    private volatile Stage stage = Stage.TOPICS;

    /// @param failStop told when a part is lost without which nothing is sent any more
    /// @param seal opens uploaded credentials
    /// @throws IllegalStateException if a configured credential cannot be used; names the property
    Dispatcher(
            DispatchConfig config,
            KafkaClients kafka,
            DispatchListener listener,
            FailStop failStop,
            CredentialSeal seal) {
        InstantSource time = InstantSource.system();
        this.config = config;
        this.failStop = failStop;
        this.providers = new Providers(config, time, System::nanoTime);
        this.uploaded = new UploadedCredentials(seal, providers, providers.closing());
        this.topics = new TopicsReadiness(kafka.admin("belltower-dispatcher-topics", ANSWER), ANSWER, TOPICS);
        Waiting waiting = new WaitingRoom(time);
        this.knowledge = Knowledge.none(new Freshness(config.longestLag(), System::nanoTime, waiting::wake));
        this.copies = new CopyReader(
                kafka, copied(), knowledge.freshness(), System::nanoTime, failure -> lost("copies", failure));
        this.producer = new DurableProducer(kafka, waiting, time, new Random());
        Permits permits = new Permits(config.inFlight());
        Courier courier = new Courier(
                rules(config, uploaded.orElse(providers.routes())),
                knowledge,
                permits,
                waiting,
                new KafkaOutcomeLog(producer),
                time,
                listener);
        this.lane = new LaneConsumer(
                kafka,
                lane(config),
                new KafkaDeadLetters(producer, time),
                handed -> carry(courier, handed),
                () -> {
                    waiting.wake();
                    permits.wake();
                },
                listener,
                System::nanoTime);
    }

    private static JourneyRules rules(DispatchConfig config, Outlets outlets) {
        return new JourneyRules(
                outlets,
                new RetryPolicy(config.backOff().base(), config.backOff().cap(), new Random()),
                config.bindingWait(),
                BINDING_RECHECK);
    }

    private List<CopiedTopic<?>> copied() {
        return List.of(
                new CopiedTopic<>(Topics.CREDENTIALS, MessageType.CREDENTIAL, uploaded),
                new CopiedTopic<>(Topics.SETTINGS, MessageType.SETTINGS, knowledge.settings()),
                new CopiedTopic<>(Topics.REVOCATIONS, MessageType.REVOCATIONS, knowledge.withdrawnRights()),
                new CopiedTopic<>(Topics.BINDINGS, MessageType.BINDING, knowledge.bindings()));
    }

    private static LaneSettings lane(DispatchConfig config) {
        return new LaneSettings(
                Topics.PUSH_ALERTS.name(),
                GROUP,
                new Window(config.window(), config.span()),
                config.commitEvery(),
                config.drain());
    }

    private void carry(Courier courier, Handed handed) {
        pushes.execute(() -> {
            try {
                courier.carry(handed, lane);
            } catch (RuntimeException | Error e) {
                // Its record is not completed, and its partition would stand still.
                lost("push", e);
            }
        });
    }

    /// Ends the process, unless it is ending.
    private void lost(String part, Throwable failure) {
        if (!isStopping()) {
            LOG.errorf("event=dispatcher-failed lost=%s cause=%s", part, Failures.kinds(failure));
            failStop.failed(part);
        }
    }

    /// Does not block.
    void start() {
        thread.start();
    }

    Stage stage() {
        return stage;
    }

    /// Whether everything that it needs to work is there, or has yet to begin.
    boolean isAlive() {
        return stage != Stage.ENDED && !failStop.hasFailed();
    }

    Routes routes() {
        return providers.routes();
    }

    /// What districts uploaded.
    UploadedCredentials uploaded() {
        return uploaded;
    }

    Knowledge knowledge() {
        return knowledge;
    }

    /// Whether the topics are there as they must be.
    HealthCheck topics() {
        return topics;
    }

    /// How old the oldest of what is known is: too old, and everything waits.
    Freshness freshness() {
        return knowledge.freshness();
    }

    int boundDevices() {
        return knowledge.bindings().size();
    }

    int settings() {
        return knowledge.settings().size();
    }

    int studentsWithRevocations() {
        return knowledge.withdrawnRights().size();
    }

    private void run() {
        try {
            awaitTopics();
            stage = Stage.BINDINGS;
            copies.start();
            awaitCopies();
            stage = Stage.WORKING;
            // Asked to stop by now, it ends at once and closes what it has.
            lane.run();
        } catch (InterruptedException | RuntimeException | Error e) {
            lost("lane", e);
        } finally {
            stage = Stage.ENDED;
            if (!isStopping()) {
                failStop.failed("lane");
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void awaitTopics() throws InterruptedException {
        boolean stop = false;
        while (!stop && topics.call().getStatus() == HealthCheckResponse.Status.DOWN) {
            topics.tick();
            stop = stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void awaitCopies() throws InterruptedException {
        boolean caughtUp = false;
        while (!isStopping() && !caughtUp) {
            caughtUp = copies.awaitCaughtUp(LOOK);
        }
    }

    /// Stops polling, waits for what is out, commits, leaves the group. Blocks for the drain time and a little more
    /// at most.
    @Override
    public void close() {
        stopping.countDown();
        lane.stop();
        try {
            if (!thread.join(config.drain().plus(BEYOND_DRAIN))) {
                LOG.warn("event=dispatcher-did-not-end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException e) {
            LOG.debug("event=dispatcher-was-not-started");
        }
        pushes.shutdownNow();
        copies.close();
        uploaded.close();
        providers.close();
        producer.close();
        topics.close();
    }
}
