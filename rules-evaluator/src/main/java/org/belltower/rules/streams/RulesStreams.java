package org.belltower.rules.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.belltower.service.kafka.KafkaUnavailableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs the topology: starts it once its topics are as they must be, replaces a thread that dies, closes it on
/// request.
///
/// Thread-safe.
public final class RulesStreams {
    private static final Logger LOG = Logger.getLogger(RulesStreams.class);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Supplier<List<String>> topics;
    private final Settings settings;
    private final SettingsPosition position = new SettingsPosition();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable KafkaStreams streams;
    private State state = new State.Waiting("not started yet");

    /// @param topics creates or verifies the topics, and tells what is otherwise than it must be
    public RulesStreams(Supplier<List<String>> topics, Settings settings) {
        this.topics = topics;
        this.settings = settings;
    }

    /// What the topology runs with.
    ///
    /// @param kafka how to reach Kafka, under its own names
    /// @param instance stable over restarts of this copy
    public record Settings(
            Map<String, Object> kafka,
            Path stateDir,
            String instance,
            int threads,
            Duration sessionTimeout,
            Duration timeToLive,
            Duration purge) {
        /// Without the Kafka settings: they may hold passwords.
        @Override
        public String toString() {
            return "Settings[instance=" + instance + " stateDir=" + stateDir + "]";
        }
    }

    /// What the service is doing.
    public sealed interface State {
        /// Not started: why.
        record Waiting(String why) implements State {}

        /// Started.
        record Started(KafkaStreams.State streams) implements State {}
    }

    /// Starts if it has not started and its topics are well. Repeatable; blocks for as long as Kafka takes to answer.
    public void tick() {
        lock.lock();
        try {
            if (streams == null) {
                tryStart();
            }
        } finally {
            lock.unlock();
        }
    }

    private void tryStart() {
        List<String> differences;
        try {
            differences = topics.get();
        } catch (KafkaUnavailableException e) {
            wait("Kafka does not answer");
            return;
        }
        if (!differences.isEmpty()) {
            wait(String.join("; ", differences));
            return;
        }
        KafkaStreams starting = new KafkaStreams(
                RulesTopology.build(settings.timeToLive(), settings.purge(), position), properties(settings));
        starting.setGlobalStateRestoreListener(position);
        starting.setUncaughtExceptionHandler(failure -> {
            LOG.errorf(failure, "event=stream-thread-died action=replace");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        starting.start();
        streams = starting;
        LOG.infof("event=topology-started instance=%s threads=%d", settings.instance(), settings.threads());
    }

    private void wait(String why) {
        LOG.warnf("event=topology-waits reason=\"%s\"", why);
        state = new State.Waiting(why);
    }

    public State state() {
        lock.lock();
        try {
            return streams == null ? state : new State.Started(streams.state());
        } finally {
            lock.unlock();
        }
    }

    /// How far the settings have been read, by partition.
    public Map<Integer, Long> settingsPosition() {
        return position.nextOffsets();
    }

    /// Commits and leaves the group, so that nobody waits for this copy. Blocks for at most ten seconds.
    public void close() {
        lock.lock();
        try {
            if (streams != null) {
                streams.close(CloseOptions.timeout(CLOSING)
                        .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            }
        } finally {
            lock.unlock();
        }
    }

    static Properties properties(Settings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "belltower-rules-evaluator");
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, "belltower-rules-evaluator-" + settings.instance());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDbMemory.class);
        // One broker is enough to begin with; a cluster's own defaults apply where it has more.
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instance());
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(settings.sessionTimeout().toMillis()));
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return properties;
    }
}
