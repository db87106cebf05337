package org.belltower.dispatch.kafka;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.belltower.dispatch.deferral.DeferredPush;
import org.belltower.dispatch.deferral.DeferredPush.Wait;
import org.belltower.dispatch.deferral.LaneBytes;
import org.belltower.dispatch.deferral.NotNowException;
import org.belltower.dispatch.deferral.Shelf;
import org.belltower.dispatch.flow.Hold;
import org.belltower.dispatch.flow.Lane;
import org.belltower.dispatch.outcome.kafka.KafkaDeadLetters;
import org.belltower.dispatch.send.Deferment;
import org.belltower.dispatch.send.LaneRecord;
import org.belltower.dispatch.send.PushAddress;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.Push;
import org.belltower.model.wire.CloudEventHeaders;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.service.kafka.KafkaRecords;
import org.jboss.logging.Logger;

/// A record as it was polled.
record KafkaLaneRecord(Lane lane, ConsumerRecord<byte[], byte[]> polled, KafkaDeadLetters deadLetters, Shelf shelf)
        implements LaneRecord {
    private static final Logger LOG = Logger.getLogger(KafkaLaneRecord.class);

    @Override
    public LaneOffset place() {
        return new LaneOffset(polled.topic(), polled.partition(), polled.offset());
    }

    @Override
    public Push push() throws MalformedMessageException {
        if (polled.value() == null) {
            throw new MalformedMessageException("", "must not be empty");
        }
        return MessageType.PUSH.decode(KafkaRecords.header(polled.headers(), CloudEventHeaders.TYPE), polled.value());
    }

    @Override
    public Optional<PushAddress> address() {
        return PushAddress.of(polled.key(), polled.value());
    }

    @Override
    public int failures() {
        return 0;
    }

    @Override
    public boolean defer(Push push, Deferment deferment) throws InterruptedException {
        Hold heldBy = deferment.heldBy();
        Wait wait = new Wait(deferment.due(), heldBy == null ? null : heldBy.toString(), deferment.failures());
        LaneBytes bytes = new LaneBytes(KafkaRecords.headers(polled.headers()), polled.value());
        try {
            shelf.put(DeferredPush.of(push, place(), bytes, deferment.app(), wait));
            return true;
        } catch (NotNowException e) {
            LOG.debugf("event=push-not-deferred place=%s", place());
            return false;
        }
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
