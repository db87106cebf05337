package org.belltower.service.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.Topics;
import org.jspecify.annotations.Nullable;

/// Makes dead letters: the record nobody could use, unchanged, with why and where, which it cannot say
/// itself. What would make the letter larger than Kafka takes is left out, and that is said: a record that
/// arrived compressed can be larger than what may be written, and must not come back for ever. Pure; the
/// caller sends.
public final class DeadLetters {
    /// Below Kafka's defaults `message.max.bytes` and `max.request.size`, with room for our headers.
    static final int MOST_BYTES = 1000 * 1024;

    private final String service;

    /// @param service who gives up on the record: `rules-evaluator`
    public DeadLetters(String service) {
        this.service = service;
    }

    /// @param reason names fields and rules, never values (C7)
    public ProducerRecord<byte[], byte[]> of(
            byte @Nullable [] key, byte @Nullable [] value, Headers original, Place place, String reason, Instant now) {
        RecordHeaders headers = kept(original, place);
        long keyBytes = KafkaRecords.size(key);
        long headerBytes = KafkaRecords.size(headers);
        boolean noValue = keyBytes + headerBytes + KafkaRecords.size(value) > MOST_BYTES;
        boolean noHeaders = keyBytes + headerBytes > MOST_BYTES;
        boolean noKey = keyBytes > MOST_BYTES;
        if (noHeaders) {
            headers = new RecordHeaders();
        }
        describe(headers, place, reason, now);
        if (noValue) {
            put(headers, DeadLetterHeaders.OMITTED, "value" + (noHeaders ? " headers" : "") + (noKey ? " key" : ""));
        }
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(), null, null, noKey ? null : key, noValue ? null : value, headers);
    }

    /// One of what is left of a record, as where it waited: it cannot be played again, and says so.
    ///
    /// @param remains in the place of the value
    /// @param reason names fields and rules, never values (C7)
    public ProducerRecord<byte[], byte[]> ofRemains(
            byte[] key, byte[] remains, Place place, String reason, Instant now) {
        ProducerRecord<byte[], byte[]> letter = of(key, remains, new RecordHeaders(), place, reason, now);
        if (letter.headers().lastHeader(DeadLetterHeaders.OMITTED) == null) {
            put(letter.headers(), DeadLetterHeaders.OMITTED, "headers");
        }
        return letter;
    }

    /// One that says only why and where, for where even [#of] is too large.
    ///
    /// @param reason names fields and rules, never values (C7)
    public ProducerRecord<byte[], byte[]> bare(Place place, String reason, Instant now) {
        RecordHeaders headers = new RecordHeaders();
        describe(headers, place, reason, now);
        put(headers, DeadLetterHeaders.OMITTED, "value headers key");
        return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), null, null, null, null, headers);
    }

    /// What a record says of itself by our names is not believed: anybody may write to the topics of sources. But how
    /// often it was played again stands on records of our own topics alone.
    private static RecordHeaders kept(Headers original, Place place) {
        boolean ours = Topics.all().stream().anyMatch(topic -> topic.name().equals(place.topic()));
        RecordHeaders kept = new RecordHeaders();
        for (Header header : original) {
            if (!header.key().startsWith(DeadLetterHeaders.PREFIX)
                    || (ours && header.key().equals(DeadLetterHeaders.REPLAYS))) {
                kept.add(header);
            }
        }
        return kept;
    }

    private static void put(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void describe(Headers headers, Place place, String reason, Instant now) {
        put(headers, DeadLetterHeaders.REASON, reason);
        put(headers, DeadLetterHeaders.SERVICE, service);
        put(headers, DeadLetterHeaders.TOPIC, place.topic());
        put(headers, DeadLetterHeaders.PARTITION, Integer.toString(place.partition()));
        put(headers, DeadLetterHeaders.OFFSET, Long.toString(place.offset()));
        put(headers, DeadLetterHeaders.TIME, now.toString());
    }

    /// Where the record stood.
    public record Place(String topic, int partition, long offset) {}
}
