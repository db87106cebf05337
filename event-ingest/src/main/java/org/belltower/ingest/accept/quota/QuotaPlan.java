package org.belltower.ingest.accept.quota;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.ingest.accept.ProducerId;

/// Who has which quota.
///
/// @param usual of whoever has none of their own
/// @param own of single producers
public record QuotaPlan(Quota usual, Map<ProducerId, Quota> own) {
    public QuotaPlan {
        own = Map.copyOf(own);
    }

    Quota of(ProducerId producer) {
        return own.getOrDefault(producer, usual);
    }

    /// After so long a silence every producer has its whole burst again.
    Duration longest() {
        return Stream.concat(Stream.of(usual), own.values().stream())
                .map(Quota::whole)
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
