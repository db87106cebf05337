package org.belltower.ingest.streams;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;

/// The order in which topics are merged. Kafka Streams takes the record with the lowest time of those that it has, and
/// of one transaction, whose records may all have the same, any. So records of tables that are only looked up count as
/// a moment older: a score whose maximum changes in its transaction, before it or after, is told by the new one. What
/// went meanwhile is still found by what was written before ([org.belltower.ingest.sis.mapper.CapturedTables]).
final class LookupsFirst extends FailOnInvalidTimestamp {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Set<String> lookedUp;

    /// @param lookedUp topics of tables of which nothing is told
    LookupsFirst(Set<String> lookedUp) {
        this.lookedUp = Set.copyOf(lookedUp);
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long time = super.extract(record, partitionTime);
        return lookedUp.contains(record.topic()) ? Math.max(0, time - MOMENT.toMillis()) : time;
    }
}
