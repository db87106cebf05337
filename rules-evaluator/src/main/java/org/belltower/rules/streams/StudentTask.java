package org.belltower.rules.streams;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.belltower.model.audience.Audience;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.rules.compose.Composer;
import org.belltower.rules.fanout.AcceptedEvent;
import org.belltower.rules.fanout.Decider;
import org.belltower.rules.fanout.Remembered;
import org.belltower.rules.lane.AlertPace;
import org.belltower.service.kafka.DeadLetters;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.DeadLetterSink;
import org.jspecify.annotations.Nullable;

/// What one task does with the records of its students: decides changes and writes what follows, and
/// learns who may be told.
///
/// Of an audience a lower version is ignored, and an equal one is the same. Of one that cannot be read
/// or kept nobody knows whom it takes a right away from: it is put aside, and until a better one comes
/// the student has none (I-2).
///
/// News of a student without an audience waits for it, and so does all that happens to the student
/// meanwhile, in its order. What waits too long is told to nobody.
///
/// Not thread-safe: one for each task.
final class StudentTask {
    /// A longer change, which nobody writes, does not wait: as it is kept Kafka might not take it.
    private static final int LONGEST_WAITING_BYTES = 500 * 1024;

    private final ProcessorContext<byte[], byte[]> context;
    private final StudentStores students;
    private final WaitingChanges waiting;
    private final Decider decider;
    private final AlertPace alerts;
    private final DeadLetterSink deadLetters;
    private final DecisionListener listener;

    StudentTask(
            ProcessorContext<byte[], byte[]> context,
            RulesTopology.Terms terms,
            SettingsView settings,
            DecisionListener listener) {
        this.context = context;
        this.students = new StudentStores(context);
        this.waiting =
                new WaitingChanges(context.getStateStore(RulesTopology.WAITING_STORE), terms.audienceTimeout(), now());
        this.decider = new Decider(settings, terms.timeToLive(), new Composer(listener::untranslated));
        this.alerts = new AlertPace(terms.alerts(), Topics.CHANGES.partitions());
        this.deadLetters =
                new DeadLetterSink(RulesTopology.SERVICE, RulesTopology.DEAD_LETTERS, context, listener::deadLettered);
        this.listener = listener;
    }

    void process(Record<byte[], byte[]> record) {
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record from a topic has a place"));
        if (place.topic().equals(Topics.AUDIENCE.name())) {
            learn(record);
        } else {
            change(record, place);
        }
    }

    private void learn(Record<byte[], byte[]> record) {
        byte[] value = record.value();
        String student = new String(record.key(), StandardCharsets.UTF_8);
        if (value == null) {
            waiting.take(student).forEach(this::decide);
            students.forget(student);
            return;
        }
        try {
            learn(record.headers(), value);
        } catch (MalformedMessageException e) {
            deadLetters.send(record, e.getMessage());
            students.forgetAudience(student);
        } catch (RuntimeException e) {
            deadLetters.sendFailed(record, e);
            students.forgetAudience(student);
        }
        if (students.hasAudience(student)) {
            waiting.take(student).forEach(this::decide);
        }
    }

    private void learn(Headers headers, byte[] value) throws MalformedMessageException {
        if (value.length > WrittenVerdict.LONGEST_VALUE_BYTES) {
            throw new MalformedMessageException("", "is too large to be kept");
        }
        Audience audience = MessageType.AUDIENCE.decode(KafkaRecords.headers(headers), value);
        Audience known = students.audience(audience.key());
        if (known == null || audience.version() >= known.version()) {
            students.keep(audience, value);
        }
    }

    /// What has waited long enough is decided without an audience.
    void stopWaiting(Instant now) {
        waiting.takeOver(now).forEach(this::decide);
    }

    private void change(Record<byte[], byte[]> record, RecordMetadata metadata) {
        DeadLetters.Place place = new DeadLetters.Place(metadata.topic(), metadata.partition(), metadata.offset());
        ChangeEvent event = read(record, place);
        if (event == null) {
            return;
        }
        try {
            if (mustWait(accepted(event, record), record)) {
                waiting.put(event.key().toString(), WaitingChange.of(record, metadata), now());
                listener.waits();
                return;
            }
        } catch (RuntimeException e) {
            deadLetters.sendFailed(record, place, e);
            return;
        }
        decide(event, record, place);
    }

    private boolean mustWait(AcceptedEvent accepted, Record<byte[], byte[]> record) {
        ChangeEvent event = accepted.event();
        return !students.hasAudience(event.key().toString())
                && (waiting.any(event.key().toString())
                        || Decider.asksForAudience(
                                accepted, KnownItem.of(event, students).memory()))
                && WaitingChange.bytes(record) <= LONGEST_WAITING_BYTES;
    }

    /// @return null if it cannot be read; then it is put aside
    private @Nullable ChangeEvent read(Record<byte[], byte[]> record, DeadLetters.Place place) {
        byte[] value = record.value();
        if (value == null) {
            deadLetters.send(record, place, "the record has no value");
            return null;
        }
        try {
            return ChangeCodec.decode(KafkaRecords.headers(record.headers()), value);
        } catch (MalformedMessageException e) {
            deadLetters.send(record, place, e.getMessage());
            return null;
        }
    }

    private void decide(WaitingChanges.Taken taken) {
        switch (taken) {
            case WaitingChanges.Taken.Change waited -> decide(waited.change());
            case WaitingChanges.Taken.Unreadable unreadable -> putAside(unreadable);
        }
    }

    private void decide(WaitingChange change) {
        ChangeEvent event = read(change.record(), change.place());
        if (event != null) {
            decide(event, change.record(), change.place());
        }
    }

    /// What is kept of it is all there is, but for the record itself, as long as its topic keeps that.
    private void putAside(WaitingChanges.Taken.Unreadable unreadable) {
        deadLetters.sendRemains(
                unreadable.student().getBytes(StandardCharsets.UTF_8),
                unreadable.kept(),
                new DeadLetters.Place(Topics.CHANGES.name(), context.taskId().partition(), unreadable.offset()),
                "as it was kept while it waited for its audience: " + unreadable.reason());
    }

    private void decide(ChangeEvent event, Record<byte[], byte[]> record, DeadLetters.Place place) {
        KnownItem item;
        WrittenVerdict verdict;
        try {
            AcceptedEvent accepted = accepted(event, record);
            item = KnownItem.of(event, students);
            Remembered remembered = new Remembered(item.memory(), item.told(event, students.day(event)));
            // To read an audience costs more than to see that nobody is told.
            Audience audience =
                    Decider.asksForAudience(accepted, item.memory()) ? students.audience(event.key()) : null;
            verdict = WrittenVerdict.of(decider.decide(accepted, remembered, audience, now()));
        } catch (RuntimeException e) {
            deadLetters.sendFailed(record, place, e);
            return;
        }
        write(event, verdict, item, record.timestamp());
    }

    /// An event was accepted at the time of its record, which event-ingest's producer sets as it takes
    /// the event: every record has it, to the millisecond below, and no producer of events can choose it.
    /// (Where the topic has `LogAppendTime` it is the broker's, and still before the 202.)
    private static AcceptedEvent accepted(ChangeEvent event, Record<byte[], byte[]> record) {
        return new AcceptedEvent(event, Instant.ofEpochMilli(record.timestamp()));
    }

    private void write(ChangeEvent event, WrittenVerdict verdict, KnownItem item, long timestamp) {
        remember(event, verdict, item);
        List<WireRecord> pushes = verdict.pushes();
        if (!pushes.isEmpty()) {
            boolean takes = alerts.takes(event.district(), pushes.size(), now());
            String lane = takes ? RulesTopology.ALERTS : RulesTopology.OVERFLOW;
            pushes.forEach(push -> forward(push, timestamp, lane));
            if (!takes) {
                listener.overflowed(pushes.size());
            }
        }
        forward(verdict.decisionRecord(), timestamp, RulesTopology.DECISIONS);
        listener.decided(verdict.decision());
    }

    private void remember(ChangeEvent event, WrittenVerdict verdict, KnownItem item) {
        if (item.memory() == null
                && event.step() instanceof ItemStep.Delete
                && !students.hasAudience(event.key().toString())) {
            // It would bring back what was forgotten with the student (I-50).
            return;
        }
        students.keep(item.key(), verdict.memory());
        if (item.former() != null) {
            students.keep(item.former().key(), JsonCodec.write(item.former().memory()));
        }
        byte[] day = verdict.day();
        if (day != null) {
            students.keepDay(event, day);
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private void forward(WireRecord message, long timestamp, String sink) {
        context.forward(
                new Record<>(
                        message.key().bytes(), message.value(), timestamp, KafkaRecords.headers(message.headers())),
                sink);
    }
}
