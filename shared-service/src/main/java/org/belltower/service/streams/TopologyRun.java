package org.belltower.service.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.belltower.service.failure.Failures;
import org.belltower.service.failure.RetryPolicy;
import org.jboss.logging.Logger;

/// Runs the topology: starts it, replaces a thread that dies after a pause (of up to a second, and up to half
/// a minute if they go on dying, half of it by chance), closes it on request, and tells when it has ended for
/// good: a thread that follows a global store cannot be replaced.
///
/// Thread-safe. No lock is held while Kafka is asked, so that what the topology does can be told at any moment.
public final class TopologyRun implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopologyRun.class);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Phase WAITING = new Phase.Waiting();
    private static final Phase CLOSED = new Phase.Closed();

    private final Settings settings;
    private final Supplier<Topology> topology;
    private final StateRestoreListener restoring;
    private final TopologyListener life;
    private final Replacements replacements =
            new Replacements(new RetryPolicy(FIRST_PAUSE, LONGEST_PAUSE, new Random()), System::nanoTime);
    private final AtomicReference<Phase> phase = new AtomicReference<>(WAITING);

    /// @param topology made anew for each start
    /// @param restoring hears what is read back into stores
    public TopologyRun(
            Settings settings, Supplier<Topology> topology, StateRestoreListener restoring, TopologyListener life) {
        this.settings = settings;
        this.topology = topology;
        this.restoring = restoring;
        this.life = life;
    }

    /// Of a topology without global stores.
    public TopologyRun(Settings settings, Supplier<Topology> topology, TopologyListener life) {
        this(settings, topology, new NoGlobalStores(), life);
    }

    /// What the topology runs with.
    ///
    /// @param application Kafka Streams' `application.id`: its group, and the beginning of its own topics' names
    /// @param kafka how to reach Kafka, under its own names
    /// @param instance stable over restarts of this copy
    /// @param sessionTimeout how long Kafka waits for a copy that went silent
    public record Settings(
            String application,
            Map<String, Object> kafka,
            Path stateDir,
            String instance,
            int threads,
            Duration sessionTimeout) {
        /// Without the Kafka settings: they may hold passwords.
        @Override
        public String toString() {
            return "Settings[instance=" + instance + " stateDir=" + stateDir + "]";
        }
    }

    /// What the service is doing.
    public sealed interface State {
        /// Not started yet, or closed.
        record Waiting() implements State {}

        /// A thread died, and another in its place does not begin yet.
        record Pausing() implements State {}

        /// Started.
        record Started(KafkaStreams.State streams) implements State {}
    }

    /// Where the one life of the topology stands.
    private sealed interface Phase {
        record Waiting() implements Phase {}

        /// @param starter the thread that waits until global stores have been read
        record Starting(KafkaStreams streams, Thread starter) implements Phase {}

        record Running(KafkaStreams streams) implements Phase {}

        /// Over by itself.
        record Ended(KafkaStreams streams) implements Phase {}

        record Closed() implements Phase {}
    }

    /// Starts, unless it has started or was closed. After a failure it may be called again. Blocks until global stores
    /// have been read; one thread at a time.
    public void start() {
        if (!(phase.get() instanceof Phase.Waiting)) {
            return;
        }
        KafkaStreams streams = build();
        Phase starting = new Phase.Starting(streams, Thread.currentThread());
        if (!phase.compareAndSet(WAITING, starting)) {
            streams.close();
            return;
        }
        try {
            streams.start();
        } catch (RuntimeException e) {
            // Closed meanwhile, it cannot start and need not.
            if (phase.compareAndSet(starting, WAITING)) {
                streams.close(CLOSING);
                throw e;
            }
            return;
        }
        if (phase.compareAndSet(starting, new Phase.Running(streams))) {
            life.started(streams);
            // What happened before now was told to nobody.
            look(streams.state());
        }
        LOG.infof("event=topology-started instance=%s threads=%d", settings.instance(), settings.threads());
    }

    private KafkaStreams build() {
        KafkaStreams streams = new KafkaStreams(
                topology.get(), properties(settings), new FencingClients(settings.kafka(), replacements));
        streams.setGlobalStateRestoreListener(restoring);
        streams.setStateListener((now, _) -> look(now));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.errorf(
                    "event=stream-thread-died action=replace pause=%s %s",
                    replacements.died(), Failures.trace(failure));
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        return streams;
    }

    private void look(KafkaStreams.State now) {
        if (isOver(now)
                && phase.get() instanceof Phase.Running running
                && phase.compareAndSet(running, new Phase.Ended(running.streams()))) {
            life.ended();
        }
    }

    /// Whether nothing is done any more, and nothing will be.
    static boolean isOver(KafkaStreams.State state) {
        return switch (state) {
            case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, PENDING_ERROR -> false;
            case NOT_RUNNING, ERROR -> true;
        };
    }

    /// Does not block.
    public State state() {
        return switch (phase.get()) {
            case Phase.Waiting _, Phase.Closed _ -> new State.Waiting();
            case Phase.Starting starting -> new State.Started(starting.streams().state());
            case Phase.Running running ->
                replacements.arePausing()
                        ? new State.Pausing()
                        : new State.Started(running.streams().state());
            case Phase.Ended ended -> new State.Started(ended.streams().state());
        };
    }

    /// Commits and leaves the group. Blocks for at most ten seconds.
    ///
    /// Others take over at once. Its stores on disk remain: a copy that returns gets its work back without
    /// reading the stores from Kafka.
    @Override
    public void close() {
        replacements.close();
        switch (phase.getAndSet(CLOSED)) {
            case Phase.Waiting _, Phase.Closed _ -> {}
            case Phase.Starting starting -> {
                // Kafka Streams does not let itself be closed while it starts; without Kafka that can take minutes.
                starting.starter().interrupt();
                close(starting.streams());
            }
            case Phase.Running running -> close(running.streams());
            case Phase.Ended ended -> close(ended.streams());
        }
    }

    private static void close(KafkaStreams streams) {
        streams.close(CloseOptions.timeout(CLOSING)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    /// What Kafka Streams is started with; public for tests without a Kafka.
    public static Properties properties(Settings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.application());
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, settings.application() + "-" + settings.instance());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDbMemory.class);
        // One other copy follows each store, if there is one, and goes on at once when this one dies: what a
        // killed copy has on disk is not used again, and to read back millions of items takes minutes (ADR 18).
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        // One broker is enough to begin with; a cluster's own defaults apply where it has more.
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(settings.sessionTimeout().toMillis()));
        // By its heartbeats a member hears that another has come or gone, so they do not grow with the session.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                TimelessRecords.class.getName());
        return properties;
    }

    /// Hears nothing, since there is nothing to hear.
    private static final class NoGlobalStores implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long first, long end) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long position, long count) {}

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long count) {}
    }
}
