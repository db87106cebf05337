package org.belltower.dispatch.binding.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.dispatch.binding.Bindings;
import org.belltower.dispatch.replica.kafka.TopicEnds;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.jboss.logging.Logger;

/// Keeps [Bindings] as the bindings topic says: reads all of it from the beginning, and goes on reading. A
/// thread of its own owns the consumer. Reading a record again is safe: the highest version stays. While it
/// cannot read to the end, the bindings' freshness says so.
///
/// Thread-safe.
public final class BindingsReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BindingsReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, Topics.BINDINGS.partitions())
            .mapToObj(partition -> new TopicPartition(Topics.BINDINGS.name(), partition))
            .toList();

    private final Bindings bindings;
    private final Consumer<Throwable> died;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicEnds ends;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private boolean wasFresh;

    /// @param bindings kept, and with them their freshness
    /// @param died told, by the thread that reads, if it ends without being asked to: from then on the
    ///     bindings grow old
    public BindingsReader(KafkaClients kafka, Bindings bindings, LongSupplier nanoTime, Consumer<Throwable> died) {
        Map<String, Object> settings = kafka.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "belltower-dispatcher-bindings",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false));
        this.bindings = bindings;
        this.died = died;
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.ends =
                new TopicEnds(kafka, "belltower-dispatcher-bindings-ends", PARTITIONS, bindings.freshness(), nanoTime);
        this.thread = Thread.ofPlatform().name("dispatch-bindings").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Blocks until everything that stood on the topic when this began has been read.
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
        consumer.assign(PARTITIONS);
        consumer.seekToBeginning(PARTITIONS);
        while (!isStopping()) {
            turn();
        }
    }

    private void turn() throws InterruptedException {
        try {
            consumer.poll(POLL).forEach(this::apply);
            ends.tick(partition -> consumer.position(partition, ANSWER));
            tell(bindings.freshness().isFresh());
        } catch (KafkaException e) {
            failed(e);
        }
    }

    private void tell(boolean fresh) {
        if (fresh && !wasFresh) {
            LOG.infof("event=bindings-caught-up devices=%d", bindings.size());
            caughtUp.countDown();
        } else if (wasFresh && !fresh) {
            LOG.warnf(
                    "event=bindings-behind longest-lag=%s", bindings.freshness().limit());
        }
        wasFresh = fresh;
    }

    private void failed(KafkaException e) throws InterruptedException {
        LOG.warnf("event=bindings-not-read cause=%s", e.getClass().getSimpleName());
        boolean _ = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                bindings.remove(key(record));
            } else {
                bindings.put(MessageType.BINDING.decode(KafkaRecords.headers(record.headers()), record.value()));
            }
        } catch (MalformedMessageException | InvalidFieldException e) {
            LOG.errorf(
                    "event=binding-unreadable partition=%d offset=%d reason=\"%s\"",
                    record.partition(), record.offset(), e.getMessage());
            deny(record);
        } catch (RuntimeException e) {
            // A defect. One record must not keep all the others from being known (I-20).
            LOG.errorf(
                    "event=binding-unreadable partition=%d offset=%d reason=\"defect: %s\"",
                    record.partition(), record.offset(), e.getClass().getSimpleName());
            deny(record);
        }
    }

    /// What nobody can read may have taken a right away: better none than the one before (I-2).
    private void deny(ConsumerRecord<byte[], byte[]> record) {
        try {
            bindings.remove(key(record));
        } catch (InvalidFieldException e) {
            LOG.errorf(
                    "event=binding-key-unreadable partition=%d offset=%d reason=\"%s\"",
                    record.partition(), record.offset(), e.getMessage());
        }
    }

    private static RecordKey key(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        return RecordKey.parse(key == null ? "" : new String(key, StandardCharsets.UTF_8));
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
