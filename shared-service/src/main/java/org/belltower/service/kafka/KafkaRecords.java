package org.belltower.service.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.belltower.model.wire.CloudEventHeaders;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.WireRecord;
import org.jspecify.annotations.Nullable;

/// Between Kafka's records and the suite's. Pure.
public final class KafkaRecords {
    /// What Kafka writes before a header's key and before its value at the most: their lengths.
    private static final int HEADER_LENGTHS = 10;

    private KafkaRecords() {}

    public static ProducerRecord<byte[], byte[]> toProducerRecord(TopicSpec topic, WireRecord record) {
        return new ProducerRecord<>(
                topic.name(), null, null, record.key().bytes(), record.value(), headers(record.headers()));
    }

    /// Headers for Kafka, as UTF-8. The type comes last: Kafka looks for a header from the end.
    public static Headers headers(Map<String, String> headers) {
        RecordHeaders written = new RecordHeaders();
        headers.forEach((name, value) -> {
            if (!name.equals(CloudEventHeaders.TYPE)) {
                add(name, value, written);
            }
        });
        String type = headers.get(CloudEventHeaders.TYPE);
        if (type != null) {
            add(CloudEventHeaders.TYPE, type, written);
        }
        return written;
    }

    private static void add(String name, String value, Headers to) {
        to.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /// The headers as text; of a header that occurs twice, the last; a header without a value is left out.
    public static Map<String, String> headers(Headers headers) {
        Map<String, String> read = new HashMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                read.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return read;
    }

    /// One header as text: of a header that occurs twice, the last; null if there is none with a value.
    public static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    public static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /// In bytes as they are written, or a little more: there may be very many, and each very small.
    public static long size(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            size += HEADER_LENGTHS + header.key().getBytes(StandardCharsets.UTF_8).length + size(header.value());
        }
        return size;
    }
}
