package org.belltower.registry.hygiene.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.model.wire.Topics;
import org.belltower.registry.hygiene.HygieneListener;
import org.belltower.registry.hygiene.TokenHygiene;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;

/// Reads the outcomes on a thread of its own, which alone touches the consumer. Offsets are committed after what
/// they tell is in the database. What cannot be settled now is read again after a pause; nothing behind it in its
/// partition goes first. A record that fails again and again by itself goes to the dead letters (I-20).
public final class HygieneLoop implements AutoCloseable {
    /// Its group, and its consumer's client id.
    public static final String GROUP = "belltower-device-registry-hygiene";
    private static final Duration POLL = Duration.ofMillis(500);
    /// How long after a crash nobody reads; the group waits for who was killed.
    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration LEAVE = Duration.ofSeconds(2);
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Settings settings;
    private final TokenHygiene hygiene;
    private final HygieneListener listener;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private final Stumbles stumbles;
    private int failures;

    public HygieneLoop(Settings settings, TokenHygiene hygiene, HygieneListener listener, InstantSource clock) {
        this.settings = settings;
        this.hygiene = hygiene;
        this.listener = listener;
        this.clock = clock;
        this.stumbles = new Stumbles(settings.mayPass());
        this.thread = Thread.ofPlatform().name("hygiene").unstarted(this::run);
    }

    /// @param timeout for one call to Kafka
    /// @param retries between tries
    /// @param mayPass whether a failure may pass by itself, since what it is about lies outside of the record
    public record Settings(
            KafkaClients clients, Duration timeout, RetryPolicy retries, Predicate<RuntimeException> mayPass) {}

    public void start() {
        thread.start();
    }

    public boolean alive() {
        return thread.isAlive();
    }

    private void run() {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try (Producer<byte[], byte[]> producer = settings.clients().producer(GROUP + "-dead-letters", producer())) {
            OutcomeReader reader = new OutcomeReader(hygiene, listener, producer, clock, settings.timeout());
            consumer.subscribe(Set.of(Topics.OUTCOMES.name()));
            while (closing.getCount() > 0) {
                tick(consumer, reader);
            }
        } finally {
            // The usual wait is half a minute, all of it while a member that was killed is still missed.
            consumer.close(CloseOptions.timeout(LEAVE));
        }
    }

    private void tick(Consumer<byte[], byte[]> consumer, OutcomeReader reader) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                boolean each = settle(consumer, reader, records);
                boolean all = settledAccepted(consumer, reader, records) && each;
                consumer.commitSync(settings.timeout());
                rest(all);
            }
        } catch (KafkaException e) {
            // What was settled and not committed comes again.
            listener.failed(e);
            rest(false);
        }
    }

    /// Settles the records in order; from the first of a partition that cannot be settled on, the partition is read
    /// again.
    private boolean settle(
            Consumer<byte[], byte[]> consumer, OutcomeReader reader, ConsumerRecords<byte[], byte[]> records) {
        Set<TopicPartition> stuck = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (stuck.contains(partition)) {
                continue;
            }
            if (!settled(reader, record)) {
                stuck.add(partition);
                consumer.seek(partition, record.offset());
            }
        }
        return stuck.isEmpty();
    }

    /// What of a batch was accepted is settled at its end. If that is not possible, all of the
    /// batch is read again.
    private boolean settledAccepted(
            Consumer<byte[], byte[]> consumer, OutcomeReader reader, ConsumerRecords<byte[], byte[]> records) {
        try {
            reader.settleAccepted();
            return true;
        } catch (RuntimeException e) {
            listener.failed(e);
            reader.forgetAccepted();
            for (TopicPartition partition : records.partitions()) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
            return false;
        }
    }

    private boolean settled(OutcomeReader reader, ConsumerRecord<byte[], byte[]> record) {
        try {
            if (stumbles.beyondHope(record.partition(), record.offset())) {
                reader.giveUp(record, "cannot be settled");
            } else {
                reader.settle(record);
            }
            return true;
        } catch (RuntimeException e) {
            listener.failed(e);
            stumbles.failed(record.partition(), record.offset(), e);
            return false;
        }
    }

    private void rest(boolean settled) {
        failures = settled ? 0 : failures + 1;
        if (settled) {
            return;
        }
        try {
            boolean _ = closing.await(settings.retries().delay(failures).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    private Map<String, Object> consumer() {
        return settings.clients()
                .with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(SESSION.toMillis()),
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false));
    }

    private Map<String, Object> producer() {
        int millis = Math.toIntExact(settings.timeout().toMillis());
        return Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                millis,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                millis);
    }

    /// Stops after the record that is on its way, and leaves the group.
    @Override
    public void close() {
        closing.countDown();
        try {
            boolean _ = thread.join(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
