package org.belltower.dispatch.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.belltower.dispatch.flow.Lane;
import org.belltower.dispatch.outcome.kafka.KafkaDeadLetters;
import org.belltower.dispatch.send.LaneRecord;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.service.kafka.KafkaRecords;

/// A record as it was polled.
record KafkaLaneRecord(Lane lane, ConsumerRecord<byte[], byte[]> polled, KafkaDeadLetters deadLetters)
        implements LaneRecord {
    @Override
    public LaneOffset place() {
        return new LaneOffset(polled.topic(), polled.partition(), polled.offset());
    }

    @Override
    public Push push() throws MalformedMessageException {
        if (polled.value() == null) {
            throw new MalformedMessageException("", "must not be empty");
        }
        return MessageType.PUSH.decode(KafkaRecords.headers(polled.headers()), polled.value());
    }

    @Override
    public void deadLetter(String reason) throws InterruptedException {
        deadLetters.write(polled, reason);
    }

    /// Where it stands, not what it holds.
    @Override
    public String toString() {
        return "KafkaLaneRecord[" + place() + "]";
    }
}
