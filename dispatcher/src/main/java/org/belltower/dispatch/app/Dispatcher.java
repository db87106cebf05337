package org.belltower.dispatch.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.belltower.dispatch.credential.UploadedCredentials;
import org.belltower.dispatch.deferral.Backlog;
import org.belltower.dispatch.deferral.Deferral;
import org.belltower.dispatch.deferral.Shelf;
import org.belltower.dispatch.flow.CarriedStreams;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.FlowState;
import org.belltower.dispatch.flow.Permits;
import org.belltower.dispatch.kafka.Aside;
import org.belltower.dispatch.kafka.LaneConsumer;
import org.belltower.dispatch.outcome.UnwrittenOutcomes;
import org.belltower.dispatch.outcome.kafka.DurableProducer;
import org.belltower.dispatch.outcome.kafka.KafkaDeadLetters;
import org.belltower.dispatch.outcome.kafka.KafkaOutcomeLog;
import org.belltower.dispatch.pause.Delays;
import org.belltower.dispatch.pause.WaitingRoom;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.dispatch.replica.kafka.CopiedTopic;
import org.belltower.dispatch.replica.kafka.CopyReader;
import org.belltower.dispatch.send.Courier;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Endings;
import org.belltower.dispatch.send.Judge;
import org.belltower.dispatch.send.Knowledge;
import org.belltower.dispatch.send.Routes;
import org.belltower.dispatch.withdrawal.Listening;
import org.belltower.dispatch.withdrawal.WatchedBindings;
import org.belltower.dispatch.withdrawal.WatchedRights;
import org.belltower.model.AppId;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.failure.Failures;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsReadiness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/// The dispatcher at work, from start to drain. Starts in the background: first the topics are
/// created or verified, then all that says who may be told is read, then the lane. While Kafka is
/// away it keeps trying.
///
/// Thread-safe.
final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BEYOND_DRAIN = Duration.ofSeconds(8);
    private static final Duration TICK = Duration.ofMillis(10);

    private static final List<TopicSpec> TOPICS = List.of(
            Topics.PUSH_ALERTS,
            Topics.PUSH_BULK,
            Topics.SETTINGS,
            Topics.REVOCATIONS,
            Topics.BINDINGS,
            Topics.CREDENTIALS,
            Topics.OUTCOMES,
            Topics.DECISIONS,
            Topics.DEAD_LETTERS,
            Topics.HEARTBEATS);

    /// Where it stands on its way to work.
    enum Stage {
        TOPICS,
        BINDINGS,
        WORKING,
        ENDED
    }

    private final DispatchConfig config;
    private final FailStop failStop;
    private final Optional<Deferral> deferral;
    private final TopicsReadiness topics;
    private final Providers providers;
    private final UploadedCredentials uploaded;
    private final Knowledge knowledge;
    private final CopyReader copies;
    private final DurableProducer producer;
    private final KafkaOutcomeLog outcomes;
    private final Permits permits;
    private final Delays delays;
    private final Courier courier;
    private final Aside aside;
    private final Lanes lanes;
    private final ExecutorService pushes = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("dispatch-start").unstarted(this::run);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("dispatch-clock").daemon().factory());
    private volatile Stage stage = Stage.TOPICS;

    /// @param failStop told when a part is lost without which nothing is sent any more
    /// @param seal opens uploaded credentials
    /// @param deferral started and closed with this; empty: what waits long does so in hand
    /// @throws IllegalStateException if a configured credential cannot be used; names the property
    Dispatcher(
            DispatchConfig config,
            KafkaClients kafka,
            DispatchListener listener,
            FailStop failStop,
            CredentialSeal seal,
            Optional<Deferral> deferral) {
        InstantSource time = InstantSource.system();
        PartSettings settings = new PartSettings(config);
        this.config = config;
        this.failStop = failStop;
        this.deferral = deferral;
        this.permits = new Permits(settings.flow(), time, System::nanoTime);
        CarriedStreams carried = new CarriedStreams(permits::streams);
        this.providers = new Providers(config, time, System::nanoTime, carried);
        this.uploaded = new UploadedCredentials(seal, providers, providers.closing(), carried, this::replaced);
        this.topics = new TopicsReadiness(kafka.admin("belltower-dispatcher-topics", ANSWER), ANSWER, TOPICS);
        this.knowledge = Knowledge.none(new Freshness(config.longestLag(), System::nanoTime, this::wake));
        this.copies = new CopyReader(
                kafka, copied(), knowledge.freshness(), System::nanoTime, failure -> lost("copies", failure));
        this.producer = new DurableProducer(kafka, new WaitingRoom(time), time, new Random());
        this.outcomes = new KafkaOutcomeLog(
                producer.producer(), settings.mostInHand(), new Random(), System::nanoTime, e -> lost("outcomes", e));
        this.delays = new Delays(time);
        this.courier = new Courier(
                new Judge(settings.rules(uploaded.orElse(providers.routes())), knowledge, settings.pace(time), time),
                permits,
                delays,
                new Endings(outcomes, new UnwrittenOutcomes(settings.mostInHand()), time, listener),
                this::onThread);
        this.aside = new Aside(
                new KafkaDeadLetters(producer, time),
                deferral.<Shelf>map(it -> it).orElse(Shelf.NONE));
        this.lanes = new Lanes(
                Stream.of(settings.alerts(), settings.bulk())
                        .map(lane -> new LaneConsumer(
                                kafka, lane, aside, courier::take, courier::wake, listener, System::nanoTime))
                        .toList(),
                System::nanoTime,
                failure -> lost("lane", failure));
    }

    private void wake() {
        courier.wake();
    }

    private void replaced(Credential credential, AppId app) {
        permits.replaced(credential, app);
        courier.wake();
    }

    private List<CopiedTopic<?>> copied() {
        Listening listening = new DeferralListening(knowledge.freshness(), deferral);
        return List.of(
                new CopiedTopic<>(Topics.CREDENTIALS, MessageType.CREDENTIAL, uploaded),
                new CopiedTopic<>(Topics.SETTINGS, MessageType.SETTINGS, knowledge.settings()),
                new CopiedTopic<>(
                        Topics.REVOCATIONS,
                        MessageType.REVOCATIONS,
                        new WatchedRights(knowledge.withdrawnRights(), listening)),
                new CopiedTopic<>(
                        Topics.BINDINGS, MessageType.BINDING, new WatchedBindings(knowledge.bindings(), listening)));
    }

    private void onThread(Runnable task) {
        try {
            pushes.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    // Its record is not completed, and its partition would stand still.
                    lost("push", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("event=push-left cause=service-ends");
        }
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
        // From now on: credentials are tried out before anything is sent.
        Future<?> _ = clock.scheduleWithFixedDelay(
                this::tickProviders, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        deferral.ifPresent(it -> it.start(failure -> lost("deferral", failure)));
        thread.start();
    }

    private void tickProviders() {
        try {
            providers.tick();
        } catch (RuntimeException | Error e) {
            lost("clock", e);
        }
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

    /// How a credential stands with its provider.
    FlowState flow(Credential credential) {
        return permits.state(credential);
    }

    /// What waits long; empty until it was counted.
    Optional<Backlog> backlog() {
        return deferral.flatMap(Deferral::backlog);
    }

    Knowledge knowledge() {
        return knowledge;
    }

    /// Where records go that nobody can use.
    KafkaDeadLetters deadLetters() {
        return aside.deadLetters();
    }

    /// Whether the topics are there as they must be.
    HealthCheck topics() {
        return topics;
    }

    /// How old the oldest of what is known is: too old, and everything waits.
    Freshness freshness() {
        return knowledge.freshness();
    }

    /// How long the oldest push in hand has stood on its lane; none if none is in hand.
    Optional<Duration> oldest() {
        return lanes.oldest()
                .map(since -> Duration.between(since, InstantSource.system().instant()));
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
            // Asked to stop by now, they end at once and close what they have.
            lanes.start();
            if (!isStopping()) {
                DeferredLane deferred = new DeferredLane(permits, uploaded, courier, aside.deadLetters());
                deferral.ifPresent(it -> it.handTo(deferred.receiver()));
                stage = Stage.WORKING;
                Future<?> _ = clock.scheduleWithFixedDelay(
                        this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            stage = Stage.ENDED;
            lost("lane", e);
        }
    }

    private void tick() {
        try {
            // First: what it ends is not to be let out.
            deferral.ifPresent(Deferral::watch);
            delays.tick();
            permits.share(lanes.share());
            permits.tick();
        } catch (RuntimeException | Error e) {
            lost("clock", e);
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

    /// Stops polling, waits for what is out, commits, leaves the group. Blocks for the drain time
    /// and a little more at most.
    @Override
    public void close() {
        stopping.countDown();
        try {
            boolean started = thread.getState() == Thread.State.NEW || thread.join(ANSWER);
            deferral.ifPresent(Deferral::drain);
            courier.wake();
            lanes.stop();
            if (!started || !lanes.join(config.drain().plus(BEYOND_DRAIN))) {
                LOG.warn("event=dispatcher-did-not-end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stage = Stage.ENDED;
        deferral.ifPresent(Deferral::close);
        clock.shutdownNow();
        pushes.shutdownNow();
        copies.close();
        uploaded.close();
        providers.close();
        outcomes.close();
        producer.close();
        topics.close();
    }
}
