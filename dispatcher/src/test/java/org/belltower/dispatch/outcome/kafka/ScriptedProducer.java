package org.belltower.dispatch.outcome.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Kafka's own twin of a producer, which fails as it is told and else writes. Not thread-safe.
final class ScriptedProducer extends MockProducer<byte[], byte[]> {
    private final Deque<Failure> script = new ArrayDeque<>();
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private Runnable beforeSend = () -> {};

    ScriptedProducer() {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private record Failure(KafkaException cause, boolean atOnce) {}

    /// Kafka's answer to the next.
    void answers(KafkaException cause) {
        script.add(new Failure(cause, false));
    }

    /// The producer refuses the next by itself.
    void throwsAtOnce(KafkaException cause) {
        script.add(new Failure(cause, true));
    }

    void beforeSend(Runnable event) {
        beforeSend = event;
    }

    List<ProducerRecord<byte[], byte[]>> sent() {
        return List.copyOf(sent);
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        beforeSend.run();
        sent.add(record);
        Failure next = script.poll();
        if (next == null) {
            return super.send(record);
        }
        if (next.atOnce) {
            throw next.cause;
        }
        return CompletableFuture.failedFuture(next.cause);
    }
}
