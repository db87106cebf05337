package org.belltower.model.wire;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// One topic as it must be: created so where it is missing, refused with the difference where it is otherwise, but for
/// what is [#adjustable].
///
/// @param keyId what the id in the record's key names
/// @param purpose one line for the docs
public record TopicSpec(String name, String keyId, int partitions, Kind kind, Duration retention, String purpose) {
    /// How a topic forgets.
    public enum Kind {
        /// By age.
        LOG("delete"),
        /// All but the last record of a key; `retention` is how long a tombstone stays.
        COMPACTED("compact"),
        /// The last record of a key, and that only for `retention`: what is written anew all the time.
        LATEST("compact,delete");

        /// Of what is not the last record of its key, as long as there is something written later: tokens
        /// of whoever was erased do not wait until half of a partition is old (I-50).
        private static final Duration LONGEST_LEFT = Duration.ofDays(1);

        /// Whoever begins to read reads no more than this of what is written anew every few seconds.
        private static final Duration LONGEST_REPEATED = Duration.ofHours(1);

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
        Map<String, String> config = new TreeMap<>(adjustable());
        String millis = Long.toString(retention.toMillis());
        config.put("cleanup.policy", kind.cleanupPolicy());
        switch (kind) {
            case LOG, LATEST -> config.put("retention.ms", millis);
            case COMPACTED -> {
                config.put("retention.ms", "-1");
                config.put("delete.retention.ms", millis);
            }
        }
        return config;
    }

    /// Those that are set where they are otherwise: nobody loses by them what they could still read.
    public Map<String, String> adjustable() {
        return switch (kind) {
            case LOG -> Map.of();
            case COMPACTED -> Map.of("max.compaction.lag.ms", Long.toString(Kind.LONGEST_LEFT.toMillis()));
            // What is written anew all the time is missed by nobody.
            case LATEST ->
                Map.of(
                        "max.compaction.lag.ms", Long.toString(Kind.LONGEST_REPEATED.toMillis()),
                        "retention.ms", Long.toString(retention.toMillis()));
        };
    }
}
