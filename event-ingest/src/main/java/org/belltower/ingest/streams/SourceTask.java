package org.belltower.ingest.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.belltower.ingest.debezium.Envelope;
import org.belltower.ingest.debezium.EnvelopeReader;
import org.belltower.ingest.sis.RowChange;
import org.belltower.ingest.sis.mapper.CapturedTables;
import org.belltower.ingest.sis.mapper.Mapped;
import org.belltower.ingest.sis.mapper.Mapper;
import org.belltower.ingest.sis.mapping.EventMapping;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.model.change.ChangeEvent;
import org.jboss.logging.Logger;

/// What one source's rows become, in the order in which they come: each is learned first, for those that look
/// it up, then it is mapped, and then what waited for it.
final class SourceTask {
    private static final Logger LOG = Logger.getLogger(SourceTask.class);

    /// What Kafka has had for no longer is read as it comes.
    private static final Duration NEWS = Duration.ofMinutes(1);

    private final SourceMapping source;
    private final CapturedTables tables;
    private final WaitingStore waiting;
    private final SourceLog log;
    private final MeantEnds ends;
    private final Output output;
    private final Mapper mapper;
    private final int turn;
    /// Places of rows that are there, and of which something still waits. After a restart the look at all
    /// that waits finds them.
    private final Queue<String> ready = new ArrayDeque<>();

    /// When a record was read last that had lain in Kafka for long, or when the task began: what was not
    /// read while nothing ran may be what others wait for.
    private Instant behind;

    /// @param turn how many of those that wait for one row go on at once
    /// @param started now
    SourceTask(
            SourceMapping source,
            CapturedTables tables,
            WaitingStore waiting,
            SourceLog log,
            MeantEnds ends,
            Output output,
            int turn,
            Instant started) {
        this.turn = turn;
        this.behind = started;
        this.source = source;
        this.tables = tables;
        this.waiting = waiting;
        this.log = log;
        this.ends = ends;
        this.output = output;
        this.mapper = new Mapper(source, tables);
    }

    /// Since when all that is read is news: neither rows of a snapshot, amid which a table may be read
    /// long before the one that it refers to, nor records that had lain in Kafka for long. Nothing waits
    /// in vain before.
    Instant calm() {
        return Collections.max(List.of(log.snapshot(), behind));
    }

    /// Forgets rows of which the end was read before that, if nothing older may still come.
    void forgetGone(Instant before) {
        if (calm().isBefore(before)) {
            tables.forgetGone(before);
        }
    }

    /// @param offset that no other record of the task has
    void process(Record<byte[], byte[]> record, long offset, Instant now) {
        goOn(now);
        if (Instant.ofEpochMilli(record.timestamp()).plus(NEWS).isBefore(now)) {
            behind = now;
        }
        try {
            switch (read(record)) {
                case Envelope.NoChange no -> output.listener().passedOver(no.kind());
                case Envelope.Unreadable unreadable -> output.unusable(record, unreadable.reason());
                case Envelope.Change change -> process(change.change(), record, offset, now);
            }
        } catch (RuntimeException e) {
            output.failed(record, e);
        }
    }

    private static Envelope read(Record<byte[], byte[]> record) {
        return EnvelopeReader.read(Origins.key(record.headers()), record.value(), name -> {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : header.value();
        });
    }

    private void process(RowChange change, Record<byte[], byte[]> record, long offset, Instant now) {
        ends.passes(from(change, record), now);
        int generation = log.advance(change.place(), now);
        List<String> places = tables.learn(change, generation, now);
        switch (change.operation()) {
            case RowChange.Operation.Former _ -> output.listener().passedOver(Envelope.Kind.KEY_CHANGE);
            case RowChange.Operation.Truncated _ -> truncated(change, generation);
            case RowChange.Operation.Written _, RowChange.Operation.Rekeyed _, RowChange.Operation.Deleted _ -> {
                WaitingRow.Reading reading = new WaitingRow.Reading(record, offset, generation, now);
                source.events(change.table()).forEach(mapping -> map(mapping, change, reading));
            }
        }
        places.forEach(this::wake);
    }

    /// Which rows there were nobody knows here, so nobody is told of their end; those that wait go with it.
    private void truncated(RowChange table, int generation) {
        if (source.events(table.table()).isEmpty()) {
            return;
        }
        LOG.warnf(
                "event=table-truncated source=%s table=%s action=no-row-is-told-to-be-gone",
                source.key(), table.table());
        output.listener().truncated();
        waiting.takeAll(row -> isOf(row, table, generation))
                .forEach(_ -> output.listener().goneWithIt());
    }

    /// Whether a row was written before its table was emptied.
    private boolean isOf(WaitingRow row, RowChange table, int generation) {
        return source.key().equals(new String(row.sourceKey(), StandardCharsets.UTF_8))
                && read(row.record()) instanceof Envelope.Change change
                && change.change().table().equals(table.table())
                && table.momentIn(generation).isAfter(change.change().momentIn(row.generation()));
    }

    /// Has what waits at a place go on in a turn of its own.
    void goOnAt(String place) {
        if (!ready.contains(place)) {
            ready.add(place);
        }
    }

    /// Goes on with what waited and was too much for one turn, and with ends that were held for
    /// long enough.
    void goOn(Instant now) {
        ends.goOn(now, calm());
        String place = ready.poll();
        if (place != null) {
            wake(place);
        }
    }

    /// Whether the row at a place is there.
    boolean isThere(String place) {
        return tables.isThere(place);
    }

    /// Whether the row that is there is not the one that another waits for, but one that took its name since. What
    /// only waits behind another goes with that one.
    boolean isOfNoUse(WaitingStore.Waiting one) {
        WaitingRow row = one.row();
        return !row.lookup().isEmpty()
                && read(row.record()) instanceof Envelope.Change change
                && source.events(change.change().table()).stream()
                        .filter(mapping -> mapping.type() == row.type())
                        .anyMatch(mapping -> waitsAt(one.place(), mapping, change.change(), row.generation()));
    }

    private boolean waitsAt(String place, EventMapping mapping, RowChange change, int generation) {
        try {
            return mapper.map(mapping, change, generation) instanceof Mapped.Waits waits
                    && place.equals(tables.place(waits.lookup().index(), waits.key()));
        } catch (RuntimeException _) {
            // It is put aside once it goes on.
            return false;
        }
    }

    /// Those that waited for a row, in their order; the rest in further turns, so that none is longer than
    /// a transaction may be.
    private void wake(String place) {
        List<WaitingRow> rows = waiting.takeFor(place, turn);
        Withdrawals withdrawals = Withdrawals.among(rows);
        for (int i = 0; i < withdrawals.withdrawn(); i++) {
            output.listener().goneWithIt();
        }
        withdrawals.told().forEach(this::wake);
        // One that was written after the row went waits on, and so do all behind it.
        if (rows.size() == turn && !waiting.has(place, rows.getFirst())) {
            goOnAt(place);
        }
    }

    private void wake(WaitingRow row) {
        attempt(row.reading(), () -> with(row, (mapping, change) -> map(mapping, change, row.reading())));
    }

    /// Ends rows' wait: each is told if it can be, else given up; what happened to it since has only waited
    /// behind it.
    void end(List<WaitingStore.Waiting> over) {
        over.forEach(one -> end(one.row()));
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        for (WaitingStore.Waiting one : over) {
            String row = one.row().row();
            if (row != null) {
                rows.computeIfAbsent(one.place(), _ -> new HashSet<>()).add(row);
            }
        }
        rows.forEach((place, of) -> waiting.takeOf(of, place).forEach(this::wake));
    }

    private void end(WaitingRow row) {
        with(
                row,
                (mapping, change) -> attempt(row.reading(), () -> {
                    Mapped mapped = last(mapping, change, row.generation());
                    if (mapped instanceof Mapped.Waits) {
                        output.waitedInVain(row);
                    } else {
                        write(mapped, mapping, change, row.reading());
                    }
                }));
    }

    /// What the row was under its former key nobody will say any more: only its key was another, then.
    private Mapped last(EventMapping mapping, RowChange change, int generation) {
        Mapped mapped = mapper.map(mapping, change, generation);
        return mapped instanceof Mapped.WaitsForFormer
                        && change.operation() instanceof RowChange.Operation.Rekeyed rekeyed
                ? mapper.map(mapping, change.with(rekeyed.alone()), generation)
                : mapped;
    }

    private void with(WaitingRow row, BiConsumer<EventMapping, RowChange> act) {
        Record<byte[], byte[]> record = row.reading().record();
        switch (read(record)) {
            case Envelope.Change change -> with(row, change.change(), record, act);
            // It could be when it began to wait.
            case Envelope.NoChange _, Envelope.Unreadable _ ->
                output.unusable(record, row.where() + ": the record cannot be read any more");
        }
    }

    private void with(
            WaitingRow row, RowChange change, Record<byte[], byte[]> record, BiConsumer<EventMapping, RowChange> act) {
        source.events(change.table()).stream()
                .filter(mapping -> mapping.type() == row.type())
                .findFirst()
                .ifPresentOrElse(
                        mapping -> act.accept(mapping, change),
                        () -> output.unusable(record, row.where() + ": the mapping is not there any more"));
    }

    /// What happens to a row while something of it waits is told after that.
    private void map(EventMapping mapping, RowChange change, WaitingRow.Reading reading) {
        attempt(reading, () -> {
            Mapped mapped = mapper.map(mapping, change, reading.generation());
            Optional<String> place = waiting.placeOf(WaitingRow.rowOf(reading.record(), mapping.type()));
            if (place.isPresent()) {
                await(place.get(), WaitingRow.of(reading, mapping, null, isBegin(change), isEnd(mapped)));
            } else {
                write(mapped, mapping, change, reading);
            }
        });
    }

    /// One mapping that fails does not stop the others, nor what waits.
    private void attempt(WaitingRow.Reading reading, Runnable mapping) {
        try {
            mapping.run();
        } catch (RuntimeException e) {
            output.failed(reading.record(), e);
        }
    }

    /// Without `REPLICA IDENTITY FULL` an update looks like it; of such a table no end is told anyway.
    private static boolean isBegin(RowChange change) {
        return change.operation() instanceof RowChange.Operation.Written written
                && written.before() == null
                && !change.place().kind().isSnapshot();
    }

    private static boolean isEnd(Mapped mapped) {
        return switch (mapped) {
            case Mapped.Events events -> events.end();
            case Mapped.Waits waits -> waits.end();
            case Mapped.WaitsForFormer _, Mapped.Unusable _ -> false;
        };
    }

    private void write(Mapped mapped, EventMapping mapping, RowChange change, WaitingRow.Reading reading) {
        switch (mapped) {
            case Mapped.Events none
            when none.events().isEmpty() -> output.listener().filtered();
            case Mapped.Events some -> tell(some, mapping, change, reading);
            case Mapped.Waits waits ->
                await(
                        tables.place(waits.lookup().index(), waits.key()),
                        WaitingRow.of(reading, mapping, waits.lookup().name(), isBegin(change), waits.end()));
            case Mapped.WaitsForFormer _ ->
                await(
                        tables.formerPlace(change.table(), change.positionIn(reading.generation())),
                        WaitingRow.of(reading, mapping, null, false, false));
            case Mapped.Unusable unusable -> output.unusable(reading.record(), unusable.reason());
        }
    }

    /// Of a table of which the end of a row means something all that is live passes by those that are held.
    private void tell(Mapped.Events some, EventMapping mapping, RowChange change, WaitingRow.Reading reading) {
        MeantEnds.From from = from(change, reading.record());
        boolean held = mapping.deleted() instanceof EventMapping.Deletion.Means
                && !change.place().kind().isSnapshot();
        boolean meant = some.meant();
        for (ChangeEvent event : some.events()) {
            if (!held) {
                output.event(event, from.timestamp());
            } else if (!meant) {
                ends.written(event, from, reading.since());
            } else if (!ends.ended(event, from, reading.since())) {
                output.listener().filtered();
            }
            meant = false;
        }
    }

    private static MeantEnds.From from(RowChange change, Record<byte[], byte[]> record) {
        return new MeantEnds.From(
                change.place().transaction(), change.table() + " " + change.key(), record.timestamp());
    }

    private void await(String place, WaitingRow row) {
        if (row.isTooLarge()) {
            output.unusable(row.record(), row.where() + ": is too large to wait for another row");
            return;
        }
        waiting.put(place, row);
        output.listener().waits();
    }
}
