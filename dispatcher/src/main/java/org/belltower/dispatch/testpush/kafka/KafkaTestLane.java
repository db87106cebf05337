package org.belltower.dispatch.testpush.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.belltower.dispatch.testpush.TestLane;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.KafkaUnavailableException;

/// Test pushes on the alerts' topic, by a producer of their own that gives up soon: somebody waits for the answer.
///
/// Thread-safe.
public final class KafkaTestLane implements TestLane, AutoCloseable {
    private static final MessageType<Push> TYPE = MessageType.PUSH.by(MessageType.OUTCOME.source());
    private static final int PATIENCE_MILLIS = 5_000;
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final InstantSource time;

    public KafkaTestLane(KafkaClients kafka, InstantSource time) {
        this.producer = kafka.producer(
                "belltower-dispatcher-tests",
                Map.of(
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MILLIS,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS));
        this.time = time;
    }

    @Override
    public void write(Push push) {
        try {
            Object _ = producer.send(
                            KafkaRecords.toProducerRecord(Topics.PUSH_ALERTS, TYPE.encode(push, time.instant())))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("the test push was not acknowledged", e);
        } catch (ExecutionException | KafkaException e) {
            throw new KafkaUnavailableException("the test push was not acknowledged", e);
        }
    }

    /// Blocks for at most two seconds.
    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
