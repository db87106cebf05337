package org.belltower.ingest.streams;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.DeadLetterSink;
import org.jspecify.annotations.Nullable;

/// Sends all records of a source one way: under its key, with where they came from.
final class GatherProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /// Of value and headers, of which one is its key: below what Kafka takes by default.
    private static final int LONGEST_BYTES = 1000 * 1024;

    private final Map<String, SourceMapping> byTopic;
    private final RowListener listener;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable DeadLetterSink deadLetters;

    GatherProcessor(Map<String, SourceMapping> byTopic, RowListener listener) {
        this.byTopic = byTopic;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.deadLetters = new DeadLetterSink(
                SisTopology.SERVICE, SisTopology.GATHERED_DEAD_LETTERS, context, listener::deadLettered);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (context == null || deadLetters == null) {
            throw new IllegalStateException("init comes before process");
        }
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record from a topic has a place"));
        SourceMapping source = byTopic.get(place.topic());
        if (source == null) {
            throw new IllegalStateException("only topics of sources are read");
        }
        Origins.write(record.headers(), place, record.key());
        if (KafkaRecords.size(record.value()) + KafkaRecords.size(record.headers()) > LONGEST_BYTES) {
            deadLetters.send(record, "is larger than this service passes on");
            return;
        }
        context.forward(record.withKey(source.key().getBytes(StandardCharsets.UTF_8)), SisTopology.ROWS);
    }
}
