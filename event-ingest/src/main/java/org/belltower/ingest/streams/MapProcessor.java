package org.belltower.ingest.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.belltower.ingest.sis.mapper.CapturedTables;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.service.streams.DeadLetterSink;
import org.jspecify.annotations.Nullable;

/// Makes events of the rows of all sources of a task. Runs inside Streams' transaction: a row is mapped again
/// only if nothing of its first mapping became visible.
final class MapProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Duration TURNS = Duration.ofMillis(100);

    private final Map<String, SourceMapping> sources;
    private final SisTopology.Terms terms;
    private final RowListener listener;
    private final Map<String, SourceTask> tasks = new HashMap<>();
    private List<Cancellable> planned = List.of();
    private Instant started = Instant.EPOCH;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Output output;

    MapProcessor(Map<String, SourceMapping> sources, SisTopology.Terms terms, RowListener listener) {
        this.sources = sources;
        this.terms = terms;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.started = Instant.ofEpochMilli(context.currentSystemTimeMs());
        // What waits belongs to sources that may say nothing more, so all of them are there from the beginning.
        Output written = new Output(
                context,
                new DeadLetterSink(SisTopology.SERVICE, SisTopology.DEAD_LETTERS, context, listener::deadLettered),
                listener);
        this.output = written;
        WaitingStore waiting = new WaitingStore(context.getStateStore(SisTopology.WAITING), written::lost);
        sources.forEach((key, source) -> tasks.put(
                key,
                new SourceTask(
                        source,
                        new CapturedTables(source, new RowStore(context.getStateStore(SisTopology.LOOKUPS), key)),
                        waiting,
                        new SourceLog(key, context.getStateStore(SisTopology.LOGS), listener),
                        new MeantEnds(key, context.getStateStore(SisTopology.ENDS), started, written::event),
                        written,
                        terms.turn(),
                        started)));
        close();
        planned = List.of(
                context.schedule(
                        TURNS,
                        PunctuationType.WALL_CLOCK_TIME,
                        now -> tasks.values().forEach(task -> task.goOn(Instant.ofEpochMilli(now)))),
                context.schedule(
                        terms.expiryInterval(),
                        PunctuationType.WALL_CLOCK_TIME,
                        now -> tick(waiting, written, Instant.ofEpochMilli(now))));
    }

    /// Streams may begin anew with a task whose stores it gave up; nothing is left then of what was planned before.
    @Override
    public void close() {
        planned.forEach(Cancellable::cancel);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (context == null || output == null) {
            throw new IllegalStateException("init comes before process");
        }
        SourceTask task = tasks.get(new String(record.key(), StandardCharsets.UTF_8));
        if (task == null) {
            output.unusable(record, "there is no mapping of its source any more");
            return;
        }
        long offset = context.recordMetadata()
                .map(RecordMetadata::offset)
                .orElseThrow(() -> new IllegalStateException("a record from a topic has a place"));
        task.process(record, offset, Instant.ofEpochMilli(context.currentSystemTimeMs()));
    }

    /// What waits for a row that is there goes on, unless that is of no use to it; what waits longer than it may
    /// is put aside, and what went as long ago is forgotten.
    private void tick(WaitingStore waiting, Output output, Instant now) {
        Map<SourceTask, List<WaitingStore.Waiting>> over = new LinkedHashMap<>();
        for (WaitingStore.Waiting one : waiting.slice()) {
            SourceTask task = task(one.row());
            boolean isOver = isOver(one.row(), task == null ? started : task.calm(), now);
            if (task != null && task.isThere(one.place()) && !(isOver && task.isOfNoUse(one))) {
                task.goOnAt(one.place());
            } else if (isOver) {
                waiting.take(one);
                if (task == null) {
                    output.waitedInVain(one.row());
                } else {
                    over.computeIfAbsent(task, _ -> new ArrayList<>()).add(one);
                }
            }
        }
        over.forEach(SourceTask::end);
        tasks.values().forEach(task -> task.forgetGone(now.minus(terms.lookupTimeout())));
    }

    /// Null of a mapping that was taken away since.
    private @Nullable SourceTask task(WaitingRow row) {
        return tasks.get(new String(row.sourceKey(), StandardCharsets.UTF_8));
    }

    private boolean isOver(WaitingRow row, Instant calm, Instant now) {
        Instant since = Collections.max(List.of(row.since(), calm));
        return !since.plus(terms.lookupTimeout()).isAfter(now);
    }
}
