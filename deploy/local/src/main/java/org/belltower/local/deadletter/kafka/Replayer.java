package org.belltower.local.deadletter.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.belltower.local.deadletter.DeadLetter;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.Topics;

/// Plays dead letters again: the record as it was, to where it stood, at the time of now, so that what has changed
/// since is heeded (I-12). Then a receipt beside the letter says so. A crash between the two leaves a
/// letter that may be played again, which readers know by the event's id (I-11). Belongs to one thread.
public final class Replayer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Producer<byte[], byte[]> producer;

    private Replayer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /// @throws IOException if the file of properties cannot be read
    /// @throws KafkaException if a property makes no sense
    public static Replayer open(KafkaAccess access) throws IOException {
        int timeout = Math.toIntExact(TIMEOUT.toMillis());
        return new Replayer(new KafkaProducer<>(
                access.with(Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        timeout,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        timeout,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        TIMEOUT.toMillis(),
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "belltower-dead-letters")),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    }

    /// Blocks until every replica that must have the record has it. Whether it may be played again is asked before.
    ///
    /// @return where it stands now
    /// @throws KafkaException if it is not known to be there
    public DeadLetter.Origin replay(LetterRecord record) throws InterruptedException {
        DeadLetter letter = record.letter();
        DeadLetter.Origin origin = Objects.requireNonNull(letter.origin(), "a letter that says where it came from");
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.record().headers()) {
            if (!header.key().startsWith(DeadLetterHeaders.PREFIX)) {
                headers.add(header);
            }
        }
        headers.add(DeadLetterHeaders.REPLAYS, bytes(Integer.toString(letter.replays() + 1)));
        RecordMetadata there = send(new ProducerRecord<>(
                origin.topic(),
                origin.partition(),
                null,
                record.record().key(),
                record.record().value(),
                headers));
        RecordHeaders receipt = new RecordHeaders();
        receipt.add(DeadLetterHeaders.REPLAYED, bytes(letter.place().toString()));
        send(new ProducerRecord<>(Topics.DEAD_LETTERS.name(), letter.place().partition(), null, null, null, receipt));
        return new DeadLetter.Origin(there.topic(), there.partition(), there.offset());
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            return producer.send(record).get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(failure.getCause());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(TIMEOUT);
    }
}
