package org.belltower.ingest.streams;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.service.kafka.DeadLetters;
import org.belltower.service.kafka.KafkaRecords;
import org.jspecify.annotations.Nullable;

/// Where a record came from, written into its headers on its way through the topology's own topic, so that a
/// dead letter of it is what stood there.
final class Origins {
    private static final String PREFIX = DeadLetterHeaders.PREFIX + "origin_";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String KEY = PREFIX + "key";

    private Origins() {}

    static void write(Headers headers, RecordMetadata place, byte @Nullable [] key) {
        headers.remove(TOPIC).remove(PARTITION).remove(OFFSET).remove(KEY);
        headers.add(TOPIC, place.topic().getBytes(StandardCharsets.UTF_8));
        headers.add(PARTITION, Integer.toString(place.partition()).getBytes(StandardCharsets.UTF_8));
        headers.add(OFFSET, Long.toString(place.offset()).getBytes(StandardCharsets.UTF_8));
        if (key != null) {
            headers.add(KEY, key);
        }
    }

    /// @throws IllegalStateException if it was not written
    static DeadLetters.Place place(Headers headers) {
        String topic = KafkaRecords.header(headers, TOPIC);
        String partition = KafkaRecords.header(headers, PARTITION);
        String offset = KafkaRecords.header(headers, OFFSET);
        if (topic == null || partition == null || offset == null) {
            throw new IllegalStateException("this topic holds what this service wrote");
        }
        return new DeadLetters.Place(topic, Integer.parseInt(partition), Long.parseLong(offset));
    }

    static byte @Nullable [] key(Headers headers) {
        return headers.lastHeader(KEY) == null ? null : headers.lastHeader(KEY).value();
    }
}
