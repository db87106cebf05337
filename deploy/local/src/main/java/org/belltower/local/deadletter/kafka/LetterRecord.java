package org.belltower.local.deadletter.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.belltower.local.deadletter.DeadLetter;
import org.belltower.local.deadletter.LetterPlace;
import org.belltower.model.wire.DeadLetterHeaders;

/// A record of the dead letters' topic, with all that is in it.
public record LetterRecord(ConsumerRecord<byte[], byte[]> record) {
    public LetterPlace place() {
        return new LetterPlace(record.partition(), record.offset());
    }

    public DeadLetter letter() {
        return DeadLetter.of(place(), texts(), Instant.ofEpochMilli(record.timestamp()));
    }

    /// Of which letter it says that it was played again; empty if it is a letter itself.
    Optional<LetterPlace> receiptOf() {
        return Optional.ofNullable(texts().get(DeadLetterHeaders.REPLAYED)).flatMap(LetterPlace::parse);
    }

    /// Whether it is no letter, but says of one that it was played again.
    public boolean isReceipt() {
        return record.headers().lastHeader(DeadLetterHeaders.REPLAYED) != null;
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /// Says what it is, and not what is in it.
    @Override
    public String toString() {
        return "LetterRecord[" + place() + "]";
    }
}
