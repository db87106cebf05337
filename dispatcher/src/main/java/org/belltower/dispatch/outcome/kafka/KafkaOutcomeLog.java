package org.belltower.dispatch.outcome.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.dispatch.outcome.OutcomeLog;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.dispatch.outcome.kafka.DurableProducer.Written;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaRecords;

/// Outcomes on their topic, each in the partition that has the number of its lane's partition: there the partition's
/// next owner looks for it.
///
/// Thread-safe.
public final class KafkaOutcomeLog implements OutcomeLog {
    private final DurableProducer producer;

    public KafkaOutcomeLog(DurableProducer producer) {
        this.producer = producer;
    }

    @Override
    public long write(Outcome outcome) throws InterruptedException {
        WireRecord record = MessageType.OUTCOME.encode(outcome, outcome.at());
        Written written = producer.write(new ProducerRecord<>(
                Topics.OUTCOMES.name(),
                outcome.lane().partition(),
                null,
                record.key().bytes(),
                record.value(),
                KafkaRecords.headers(record.headers())));
        return switch (written) {
            case Written.At at -> at.offset();
            case Written.TooLarge tooLarge -> throw new UnwritableException(Topics.OUTCOMES.name(), tooLarge.cause());
        };
    }
}
