package org.belltower.model.wire;

import java.time.Duration;
import java.util.Map;

/// One topic as it must be: created so where it is missing, refused with the difference where it is otherwise.
///
/// @param keyId what the id in the record's key names
/// @param purpose one line for the docs
public record TopicSpec(String name, String keyId, int partitions, Kind kind, Duration retention, String purpose) {
    /// How a topic forgets.
    public enum Kind {
        /// By age.
        LOG("delete"),
        /// All but the last record of a key; `retention` is how long a tombstone stays.
        COMPACTED("compact");

        /// Of what is not the last record of its key, as long as there is something written later: tokens
        /// of whoever was erased do not wait until half of a partition is old (I-50).
        private static final Duration LONGEST_LEFT = Duration.ofDays(1);

        private final String cleanupPolicy;

        Kind(String cleanupPolicy) {
            this.cleanupPolicy = cleanupPolicy;
        }

        public String cleanupPolicy() {
            return cleanupPolicy;
        }
    }

    /// The topic's settings under Kafka's own names.
    public Map<String, String> config() {
        String millis = Long.toString(retention.toMillis());
        return switch (kind) {
            case LOG -> Map.of("cleanup.policy", kind.cleanupPolicy(), "retention.ms", millis);
            case COMPACTED ->
                Map.of(
                        "cleanup.policy",
                        kind.cleanupPolicy(),
                        "retention.ms",
                        "-1",
                        "delete.retention.ms",
                        millis,
                        "max.compaction.lag.ms",
                        Long.toString(Kind.LONGEST_LEFT.toMillis()));
        };
    }
}
