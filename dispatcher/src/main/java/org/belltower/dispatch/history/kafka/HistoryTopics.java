package org.belltower.dispatch.history.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.belltower.dispatch.history.HistoryRecord;
import org.belltower.dispatch.history.HistoryRecord.Decided;
import org.belltower.dispatch.history.HistoryRecord.Ended;
import org.belltower.dispatch.history.HistoryRecord.Rejected;
import org.belltower.dispatch.history.Reject;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.NamedUuids;
import org.belltower.model.change.EventId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.wire.CloudEventHeaders;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;

/// The topics that the history is made of, and their records. Pure.
final class HistoryTopics {
    static final List<String> NAMES =
            List.of(Topics.DECISIONS.name(), Topics.OUTCOMES.name(), Topics.DEAD_LETTERS.name());

    private static final int LONGEST_REASON = 500;

    private HistoryTopics() {}

    static boolean isDeadLetter(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.DEAD_LETTERS.name());
    }

    /// Of the decisions and outcomes.
    ///
    /// @throws MalformedMessageException if nobody can read it
    static HistoryRecord read(ConsumerRecord<byte[], byte[]> record) throws MalformedMessageException {
        byte[] value = record.value();
        if (value == null) {
            throw new MalformedMessageException("", "must not be null");
        }
        String type = KafkaRecords.header(record.headers(), CloudEventHeaders.TYPE);
        return record.topic().equals(Topics.DECISIONS.name())
                ? decided(MessageType.DECISION.decode(type, value))
                : new Ended(MessageType.OUTCOME.decode(type, value));
    }

    /// Of a dead letter its headers alone; empty if they do not name an event of a producer's. What names one is
    /// believed on a record of the events' own topic: on others, as those of sources, anybody may have written it.
    static Optional<HistoryRecord> rejected(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        if (!Topics.CHANGES.name().equals(KafkaRecords.header(headers, DeadLetterHeaders.TOPIC))) {
            return Optional.empty();
        }
        try {
            Reject reject = new Reject(
                    new DistrictId(text(headers, CloudEventHeaders.DISTRICT)),
                    new EventId(
                            text(headers, CloudEventHeaders.CLIENT),
                            text(headers, CloudEventHeaders.SOURCE),
                            text(headers, CloudEventHeaders.ID)),
                    KafkaRecords.header(headers, CloudEventHeaders.TYPE),
                    at(record),
                    text(headers, DeadLetterHeaders.SERVICE),
                    shortened(text(headers, DeadLetterHeaders.REASON)));
            return Optional.of(new Rejected(reject, place(reject)));
        } catch (InvalidFieldException e) {
            return Optional.empty();
        }
    }

    private static String text(Headers headers, String name) {
        return InvalidFieldException.required(name, KafkaRecords.header(headers, name));
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON
                ? reason
                : reason.substring(0, LONGEST_REASON).strip();
    }

    private static Instant at(ConsumerRecord<byte[], byte[]> record) {
        String time = KafkaRecords.header(record.headers(), DeadLetterHeaders.TIME);
        try {
            return time == null
                    ? Instant.ofEpochMilli(record.timestamp())
                    : CloudEventHeaders.time(DeadLetterHeaders.TIME, time);
        } catch (MalformedMessageException e) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    private static Decided decided(Decision decision) {
        EventId event = decision.event();
        Reason reason = decision.reason();
        return new Decided(
                decision,
                number(
                        decision.district().value(),
                        decision.student().value(),
                        event.client(),
                        event.source(),
                        event.id(),
                        // That it is a repeat may be decided in the same moment.
                        reason == null ? "" : reason.name()));
    }

    private static long place(Reject reject) {
        EventId event = reject.event();
        return number(
                reject.district().value(),
                event.client(),
                event.source(),
                event.id(),
                reject.service(),
                reject.reason());
    }

    /// Not where it stood: what is played again, or was written twice, stands at two places and is one.
    private static long number(String... of) {
        return NamedUuids.of(of).getMostSignificantBits();
    }
}
