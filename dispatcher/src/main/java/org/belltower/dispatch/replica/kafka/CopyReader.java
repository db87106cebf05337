package org.belltower.dispatch.replica.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.service.kafka.KafkaClients;
import org.jboss.logging.Logger;

/// Keeps copies as their topics say: reads all of them from the beginning, and goes on reading. A thread of its
/// own owns the one consumer. Reading a record again is safe: the highest version stays. While it cannot read each
/// topic to its end, the freshness of all says so.
///
/// Thread-safe.
public final class CopyReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CopyReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, CopiedTopic<?>> topics;
    private final List<TopicPartition> partitions;
    private final Freshness freshness;
    private final Consumer<Throwable> died;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicEnds ends;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private boolean wasFresh;

    /// @param freshness of all copies together, kept up by this
    /// @param died told, by the thread that reads, if it ends without being asked to: from then on the copies
    ///     grow old
    public CopyReader(
            KafkaClients kafka,
            List<CopiedTopic<?>> topics,
            Freshness freshness,
            LongSupplier nanoTime,
            Consumer<Throwable> died) {
        Map<String, Object> settings = kafka.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "belltower-dispatcher-copies",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false));
        this.topics = topics.stream()
                .collect(Collectors.toMap(copied -> copied.topic().name(), copied -> copied));
        this.partitions =
                topics.stream().flatMap(copied -> copied.partitions().stream()).toList();
        this.freshness = freshness;
        this.died = died;
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.ends = new TopicEnds(kafka, "belltower-dispatcher-copies-ends", partitions, freshness, nanoTime);
        this.thread = Thread.ofPlatform().name("dispatch-copies").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Blocks until everything that stood on the topics when this began has been read.
    ///
    /// @return false if that is still not so after this time
    public boolean awaitCaughtUp(Duration longest) throws InterruptedException {
        return caughtUp.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            read();
        } catch (InterruptedException | RuntimeException | Error e) {
            if (!isStopping()) {
                died.accept(e);
            }
        } finally {
            closeClients();
        }
    }

    private void closeClients() {
        ends.close();
        consumer.close(CloseOptions.timeout(ANSWER));
    }

    private void read() throws InterruptedException {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (!isStopping()) {
            turn();
        }
    }

    private void turn() throws InterruptedException {
        try {
            consumer.poll(POLL).forEach(this::apply);
            ends.tick(partition -> consumer.position(partition, ANSWER));
            tell(freshness.isFresh());
        } catch (KafkaException e) {
            failed(e);
        }
    }

    private void tell(boolean fresh) {
        if (fresh && !wasFresh) {
            LOG.infof("event=copies-caught-up %s", sizes());
            caughtUp.countDown();
        } else if (wasFresh && !fresh) {
            LOG.warnf("event=copies-behind longest-lag=%s", freshness.limit());
        }
        wasFresh = fresh;
    }

    private String sizes() {
        return topics.values().stream()
                .map(copied -> copied.topic().name() + "=" + copied.copy().size())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private void failed(KafkaException e) throws InterruptedException {
        LOG.warnf("event=copies-not-read cause=%s", e.getClass().getSimpleName());
        boolean _ = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        CopiedTopic<?> copied = topics.get(record.topic());
        if (copied != null) {
            copied.apply(record);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /// Blocks for at most five seconds.
    @Override
    public void close() {
        stopping.countDown();
        try {
            boolean _ = thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException e) {
            // It was never started: nobody else closes what it would own.
            closeClients();
        }
    }
}
