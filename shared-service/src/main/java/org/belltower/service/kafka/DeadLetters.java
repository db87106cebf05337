package org.belltower.service.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.Topics;
import org.jspecify.annotations.Nullable;

/// Makes dead letters: the record nobody could use, unchanged, with why and where. Pure; the caller sends.
public final class DeadLetters {
    private final String service;

    /// @param service who gives up on the record: `rules-evaluator`
    public DeadLetters(String service) {
        this.service = service;
    }

    /// @param reason names fields and rules, never values (C7)
    public ProducerRecord<byte[], byte[]> of(
            byte @Nullable [] key, byte @Nullable [] value, Headers original, Place place, String reason, Instant now) {
        RecordHeaders headers = new RecordHeaders(original.toArray());
        describe(place, reason, now)
                .forEach((name, text) -> headers.remove(name).add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), null, null, key, value, headers);
    }

    private Map<String, String> describe(Place place, String reason, Instant now) {
        return Map.of(
                DeadLetterHeaders.REASON, reason,
                DeadLetterHeaders.SERVICE, service,
                DeadLetterHeaders.TOPIC, place.topic(),
                DeadLetterHeaders.PARTITION, Integer.toString(place.partition()),
                DeadLetterHeaders.OFFSET, Long.toString(place.offset()),
                DeadLetterHeaders.TIME, now.toString());
    }

    /// Where the record stood.
    public record Place(String topic, int partition, long offset) {}
}
