package org.belltower.ingest.streams;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.jspecify.annotations.Nullable;

/// Sends all records of a source one way: under its key, with where they came from.
final class GatherProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final Map<String, SourceMapping> byTopic;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    GatherProcessor(Map<String, SourceMapping> byTopic) {
        this.byTopic = byTopic;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (context == null) {
            throw new IllegalStateException("init comes before process");
        }
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record from a topic has a place"));
        SourceMapping source = byTopic.get(place.topic());
        if (source == null) {
            throw new IllegalStateException("only topics of sources are read");
        }
        Origins.write(record.headers(), place, record.key());
        context.forward(record.withKey(source.key().getBytes(StandardCharsets.UTF_8)));
    }
}
