package org.belltower.service.heartbeat.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.model.wire.HeartbeatCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.Topics;
import org.belltower.service.failure.Failures;
import org.belltower.service.heartbeat.ServiceJudge;
import org.belltower.service.heartbeat.ServiceWatch;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.jboss.logging.Logger;

/// Reads the heartbeats of all services for a [ServiceWatch], on a thread of its own, from the topic's beginning. About
/// once a second it asks where the topic ends and reads up to there. While Kafka is away it keeps trying, and the watch
/// knows nothing.
public final class HeartbeatReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HeartbeatReader.class);
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, Topics.HEARTBEATS.partitions())
            .mapToObj(partition -> new TopicPartition(Topics.HEARTBEATS.name(), partition))
            .toList();
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final KafkaClients kafka;
    private final ServiceJudge judge;
    private final ServiceWatch watch;
    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("heartbeats").unstarted(this::run);

    /// @param judge for whose watch it reads, and by whose clocks
    public HeartbeatReader(KafkaClients kafka, ServiceJudge judge) {
        this.kafka = kafka;
        this.judge = judge;
        this.watch = judge.watch();
        this.time = judge.time();
        this.nanoTime = judge.nanoTime();
    }

    /// Does not block.
    public void start() {
        thread.start();
    }

    /// Where the topic ended at a moment.
    private record Look(long asked, Map<TopicPartition, Long> ends) {
        private static final Look NONE = new Look(0, Map.of());

        private boolean isBefore(ConsumerRecord<byte[], byte[]> record) {
            Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
            return end != null && record.offset() >= end;
        }
    }

    private void run() {
        boolean failing = false;
        while (!isClosing()) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                consumer.assign(PARTITIONS);
                consumer.seekToBeginning(PARTITIONS);
                watch.beginsAnew();
                follow(consumer);
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warnf("event=heartbeats-not-read cause=%s", Failures.kinds(e));
                }
                failing = true;
                await(PAUSE);
            }
            judge();
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        Look before = Look.NONE;
        boolean away = false;
        while (!isClosing()) {
            try {
                before = look(consumer, before);
                away = false;
            } catch (TimeoutException e) {
                // Kafka is away: what was read stays, and the watch is deaf by and by.
                if (!away) {
                    LOG.warnf("event=heartbeats-not-read cause=%s", Failures.kinds(e));
                }
                away = true;
                judge();
            }
        }
    }

    /// What changed by not hearing is noted when it happens, not when somebody asks.
    private void judge() {
        var _ = judge.judge();
    }

    private Look look(KafkaConsumer<byte[], byte[]> consumer, Look before) {
        Look look = new Look(nanoTime.getAsLong(), consumer.endOffsets(PARTITIONS, ANSWER));
        boolean behind = isBehind(consumer, look);
        while (behind && !isClosing()) {
            read(consumer, POLL, before, look);
            // Kafka may go now, and a poll does not say so.
            judge();
            behind = isBehind(consumer, look);
        }
        if (!behind) {
            watch.looked(look.asked());
        }
        judge();
        read(consumer, PAUSE, before, look);
        return look;
    }

    private static boolean isBehind(KafkaConsumer<byte[], byte[]> consumer, Look look) {
        return look.ends().entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey(), ANSWER) < end.getValue());
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, Duration longest, Look before, Look look) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(longest)) {
            byte[] value = record.value();
            OptionalLong notBefore = notBefore(record, before, look);
            if (value != null && (notBefore.isPresent() || isRecent(record))) {
                hear(record, value, notBefore);
            }
        }
    }

    /// Of what stood there before, only by its own time it is known how old it is. That is believed
    /// for nothing but this: copies that ended long ago need not be told of, and a compacted topic
    /// may keep their last words for longer.
    private boolean isRecent(ConsumerRecord<byte[], byte[]> record) {
        return watch.tellsOf(Duration.between(Instant.ofEpochMilli(record.timestamp()), time.instant()));
    }

    private static OptionalLong notBefore(ConsumerRecord<byte[], byte[]> record, Look before, Look look) {
        if (look.isBefore(record)) {
            return OptionalLong.of(look.asked());
        }
        return before.isBefore(record) ? OptionalLong.of(before.asked()) : OptionalLong.empty();
    }

    private void hear(ConsumerRecord<byte[], byte[]> record, byte[] value, OptionalLong notBefore) {
        try {
            watch.heard(
                    HeartbeatCodec.decode(KafkaRecords.headers(record.headers()), value),
                    notBefore,
                    nanoTime.getAsLong());
        } catch (MalformedMessageException e) {
            // Of a newer copy of the suite, or nobody's: it is not heard.
            LOG.debugf("event=heartbeat-unreadable partition=%d offset=%d", record.partition(), record.offset());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "belltower-heartbeats",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void await(Duration pause) {
        try {
            boolean _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Blocks for some seconds at most.
    @Override
    public void close() {
        closing.countDown();
        try {
            boolean _ = thread.getState() == Thread.State.NEW || thread.join(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
