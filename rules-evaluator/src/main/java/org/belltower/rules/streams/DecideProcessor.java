package org.belltower.rules.streams;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.belltower.model.DistrictId;
import org.belltower.model.audience.Audience;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.rules.compose.Composer;
import org.belltower.rules.fanout.AcceptedEvent;
import org.belltower.rules.fanout.Decider;
import org.belltower.rules.lane.AlertPace;
import org.belltower.rules.trigger.ItemMemory;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.DeadLetterSink;
import org.jspecify.annotations.Nullable;

/// Decides each change and writes what follows. Runs inside Streams' transaction: a change is processed again only if
/// nothing of its first processing became visible.
final class DecideProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final RulesTopology.Terms terms;
    private final DecisionListener listener;
    private @Nullable Task task;

    DecideProcessor(RulesTopology.Terms terms, DecisionListener listener) {
        this.terms = terms;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        ReadOnlyKeyValueStore<String, byte[]> settings = context.getStateStore(RulesTopology.SETTINGS_STORE);
        SettingsStore view = new SettingsStore(settings);
        task = new Task(
                context,
                new StudentStores(context),
                new Decider(view, terms.timeToLive(), new Composer(listener::untranslated)),
                new AlertPace(terms.alerts(), Topics.CHANGES.partitions()),
                new DeadLetterSink(RulesTopology.SERVICE, RulesTopology.DEAD_LETTERS, context, listener::deadLettered),
                listener);
        MemoryPurge forgetting = new MemoryPurge(context.getStateStore(RulesTopology.MEMORY_STORE), view);
        context.schedule(
                terms.purge(), PunctuationType.WALL_CLOCK_TIME, now -> forgetting.tick(Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (task == null) {
            throw new IllegalStateException("init comes before process");
        }
        task.process(record);
    }

    /// What stands once the task has been initialised.
    private record Task(
            ProcessorContext<byte[], byte[]> context,
            StudentStores students,
            Decider decider,
            AlertPace alerts,
            DeadLetterSink deadLetters,
            DecisionListener listener) {
        void process(Record<byte[], byte[]> record) {
            byte[] value = record.value();
            if (value == null) {
                deadLetters.send(record, "the record has no value");
                return;
            }
            ChangeEvent event;
            try {
                event = ChangeCodec.decode(KafkaRecords.headers(record.headers()), value);
            } catch (MalformedMessageException e) {
                deadLetters.send(record, e.getMessage());
                return;
            }
            KnownItem item;
            WrittenVerdict verdict;
            try {
                item = KnownItem.of(event, students);
                verdict = decide(accepted(event, record), item.memory());
            } catch (RuntimeException e) {
                deadLetters.sendFailed(record, e);
                return;
            }
            write(event.district(), verdict, item, record.timestamp());
        }

        /// An event was accepted at the time of its record, which event-ingest's producer sets as it takes
        /// the event: every record has it, to the millisecond below, and no producer of events can choose it.
        /// (Where the topic has `LogAppendTime` it is the broker's, and still before the 202.)
        private static AcceptedEvent accepted(ChangeEvent event, Record<byte[], byte[]> record) {
            return new AcceptedEvent(event, Instant.ofEpochMilli(record.timestamp()));
        }

        private WrittenVerdict decide(AcceptedEvent accepted, @Nullable ItemMemory memory) {
            Audience audience = students.audience(accepted.event().key());
            return WrittenVerdict.of(decider.decide(accepted, memory, audience, now()));
        }

        private void write(DistrictId district, WrittenVerdict verdict, KnownItem item, long timestamp) {
            students.keep(item.key(), verdict.memory());
            if (item.former() != null) {
                students.keep(item.former().key(), JsonCodec.write(item.former().memory()));
            }
            List<WireRecord> pushes = verdict.pushes();
            if (!pushes.isEmpty()) {
                boolean takes = alerts.takes(district, pushes.size(), now());
                String lane = takes ? RulesTopology.ALERTS : RulesTopology.OVERFLOW;
                pushes.forEach(push -> forward(push, timestamp, lane));
                if (!takes) {
                    listener.overflowed(pushes.size());
                }
            }
            forward(verdict.decisionRecord(), timestamp, RulesTopology.DECISIONS);
            listener.decided(verdict.decision());
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
}
