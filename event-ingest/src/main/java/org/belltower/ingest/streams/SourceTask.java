package org.belltower.ingest.streams;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
    private final CapturedTables lookups;
    private final WaitingStore waiting;
    private final SourceLog log;
    private final Output output;
    private final Mapper mapper;

    SourceTask(SourceMapping source, CapturedTables lookups, WaitingStore waiting, SourceLog log, Output output) {
        this.source = source;
        this.lookups = lookups;
        this.waiting = waiting;
        this.log = log;
        this.output = output;
        this.mapper = new Mapper(source, lookups);
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
        int generation = log.read(change.place(), now);
        List<String> places = lookups.learn(change);
        WaitingRow.Reading reading = new WaitingRow.Reading(record, offset, generation, now);
        mappings(change).forEach(mapping -> map(mapping, change, reading));
        places.forEach(this::wake);
    }

    private Stream<EventMapping> mappings(RowChange change) {
        return source.events().stream().filter(mapping -> mapping.table().equals(change.table()));
    }

    private void wake(String place) {
        for (WaitingRow row : waiting.takeFor(place)) {
            WaitingRow.Reading reading = row.reading();
            try {
                if (read(reading.record()) instanceof Envelope.Change change) {
                    mappings(change.change())
                            .filter(mapping -> mapping.type() == row.type())
                            .forEach(mapping -> map(mapping, change.change(), reading));
                }
            } catch (RuntimeException e) {
                output.failed(reading.record(), e);
            }
        }
    }

    private void map(EventMapping mapping, RowChange change, WaitingRow.Reading reading) {
        switch (mapper.map(mapping, change, reading.generation())) {
            case Mapped.Events none
            when none.events().isEmpty() -> output.listener().silent();
            case Mapped.Events some ->
                some.events()
                        .forEach(event -> output.event(event, reading.record().timestamp()));
            case Mapped.Waits waits -> {
                waiting.put(lookups.place(waits.lookup().index(), waits.key()), WaitingRow.of(reading, mapping, waits));
                output.listener().waits();
            }
            case Mapped.Unusable unusable -> output.unusable(reading.record(), unusable.reason());
        }
    }
}
