package org.belltower.rules.streams;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/// Where the changes and the audience of a student meet: one node for both, since a change may wait for
/// the audience, and the audience is what wakes it. Runs inside Streams' transaction: a record is
/// processed again only if nothing of its first processing became visible.
///
/// Streams brings a task back to life whose stores it gave up, as after a commit that took too long: then this one is
/// closed and begins anew, with nothing left that the task of before had planned.
final class StudentProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final RulesTopology.Terms terms;
    private final DecisionListener listener;
    private @Nullable StudentTask task;
    private List<Cancellable> planned = List.of();

    StudentProcessor(RulesTopology.Terms terms, DecisionListener listener) {
        this.terms = terms;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        ReadOnlyKeyValueStore<String, byte[]> settings = context.getStateStore(RulesTopology.SETTINGS_STORE);
        SettingsStore view = new SettingsStore(settings);
        StudentTask started = new StudentTask(context, terms, view, listener);
        task = started;
        MemoryPurge.Terms purge =
                new MemoryPurge.Terms(view, new StudentStores(context)::hasAudience, terms.retention());
        MemoryPurge items = MemoryPurge.ofItems(context.getStateStore(RulesTopology.MEMORY_STORE), purge);
        MemoryPurge days = MemoryPurge.ofAttendance(context.getStateStore(RulesTopology.ATTENDANCE_STORE), purge);
        close();
        planned = List.of(
                context.schedule(terms.purge(), PunctuationType.WALL_CLOCK_TIME, now -> {
                    items.tick(Instant.ofEpochMilli(now));
                    days.tick(Instant.ofEpochMilli(now));
                }),
                context.schedule(
                        terms.audienceLook(),
                        PunctuationType.WALL_CLOCK_TIME,
                        now -> started.stopWaiting(Instant.ofEpochMilli(now))));
    }

    @Override
    public void close() {
        planned.forEach(Cancellable::cancel);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (task == null) {
            throw new IllegalStateException("init comes before process");
        }
        task.process(record);
    }
}
