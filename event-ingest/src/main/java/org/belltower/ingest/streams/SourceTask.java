package org.belltower.ingest.streams;

import java.time.Instant;
import java.util.List;
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

/// What one source's rows become, in the order in which they come: each is learned first, for those that look
/// it up, then it is mapped, and then what waited for it.
final class SourceTask {
    private final SourceMapping source;
    private final CapturedTables tables;
    private final WaitingStore waiting;
    private final SourceLog log;
    private final Output output;
    private final Mapper mapper;

    SourceTask(SourceMapping source, CapturedTables tables, WaitingStore waiting, SourceLog log, Output output) {
        this.source = source;
        this.tables = tables;
        this.waiting = waiting;
        this.log = log;
        this.output = output;
        this.mapper = new Mapper(source, tables);
    }

    /// When a row of a snapshot was read last.
    Instant snapshot() {
        return log.snapshot();
    }

    /// @param offset that no other record of the task has
    void process(Record<byte[], byte[]> record, long offset, Instant now) {
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
        int generation = log.advance(change.place(), now);
        List<String> places = tables.learn(change);
        WaitingRow.Reading reading = new WaitingRow.Reading(record, offset, generation, now);
        source.events(change.table()).forEach(mapping -> map(mapping, change, reading));
        places.forEach(this::wake);
    }

    /// Those that waited for a row, in their order. What was withdrawn meanwhile is told to nobody.
    private void wake(String place) {
        List<WaitingRow> rows = waiting.takeFor(place);
        for (int i = 0; i < rows.size(); i++) {
            WaitingRow row = rows.get(i);
            if (rows.subList(i + 1, rows.size()).stream().anyMatch(row::isEndedBy)) {
                output.listener().goneWithIt();
            } else {
                wake(row);
            }
        }
    }

    private void wake(WaitingRow row) {
        WaitingRow.Reading reading = row.reading();
        if (read(reading.record()) instanceof Envelope.Change change) {
            source.events(change.change().table()).stream()
                    .filter(mapping -> mapping.type() == row.type())
                    .forEach(mapping -> map(mapping, change.change(), reading));
        }
    }

    /// One mapping that fails does not stop the others, nor what waits.
    private void map(EventMapping mapping, RowChange change, WaitingRow.Reading reading) {
        try {
            write(mapper.map(mapping, change, reading.generation()), mapping, reading);
        } catch (RuntimeException e) {
            output.failed(reading.record(), e);
        }
    }

    private void write(Mapped mapped, EventMapping mapping, WaitingRow.Reading reading) {
        switch (mapped) {
            case Mapped.Events none
            when none.events().isEmpty() -> output.listener().filtered();
            case Mapped.Events some ->
                some.events()
                        .forEach(event -> output.event(event, reading.record().timestamp()));
            case Mapped.Waits waits -> {
                waiting.put(tables.place(waits.lookup().index(), waits.key()), WaitingRow.of(reading, mapping, waits));
                output.listener().waits();
            }
            case Mapped.Unusable unusable -> output.unusable(reading.record(), unusable.reason());
        }
    }
}
