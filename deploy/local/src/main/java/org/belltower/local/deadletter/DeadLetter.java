package org.belltower.local.deadletter;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.wire.CloudEventHeaders;
import org.belltower.model.wire.DeadLetterHeaders;
import org.jspecify.annotations.Nullable;

/// A dead letter without its value: ids and reasons, no content.
///
/// @param time when it was given up
/// @param service who gave up
/// @param origin where the record stood; null if the letter does not say so, and is none of ours
/// @param district whose it is, as far as its headers say
/// @param reason fields and rules
/// @param omitted what of the record was too large, as [DeadLetterHeaders#OMITTED]; empty for nothing
/// @param replays how often the record had been played again before it came here
public record DeadLetter(
        LetterPlace place,
        Instant time,
        String service,
        @Nullable Origin origin,
        Optional<String> district,
        String reason,
        String omitted,
        int replays) {
    /// By when they were given up, and where two were at once, by where they lie.
    public static final Comparator<DeadLetter> BY_TIME =
            Comparator.comparing(DeadLetter::time).thenComparing(DeadLetter::place);

    private static final String UNKNOWN = "unknown";

    /// Where a record stood before it was given up.
    public record Origin(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic + "/" + partition + "@" + offset;
        }
    }

    /// @param headers as text
    /// @param written when Kafka says that it was written, in case that the headers do not say when
    public static DeadLetter of(LetterPlace place, Map<String, String> headers, Instant written) {
        return new DeadLetter(
                place,
                instant(headers.get(DeadLetterHeaders.TIME)).orElse(written),
                headers.getOrDefault(DeadLetterHeaders.SERVICE, UNKNOWN),
                origin(headers),
                Optional.ofNullable(headers.get(CloudEventHeaders.DISTRICT)),
                headers.getOrDefault(DeadLetterHeaders.REASON, UNKNOWN),
                headers.getOrDefault(DeadLetterHeaders.OMITTED, ""),
                number(headers.get(DeadLetterHeaders.REPLAYS)).orElse(0L).intValue());
    }

    private static @Nullable Origin origin(Map<String, String> headers) {
        String topic = headers.get(DeadLetterHeaders.TOPIC);
        Optional<Long> partition = number(headers.get(DeadLetterHeaders.PARTITION));
        Optional<Long> offset = number(headers.get(DeadLetterHeaders.OFFSET));
        return topic == null || partition.isEmpty() || offset.isEmpty()
                ? null
                : new Origin(topic, partition.get().intValue(), offset.get());
    }

    private static Optional<Instant> instant(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(@Nullable String text) {
        return text == null || !text.matches("[0-9]{1,18}") ? Optional.empty() : Optional.of(Long.parseLong(text));
    }
}
