package org.belltower.ingest.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.belltower.ingest.debezium.Envelope;
import org.belltower.ingest.debezium.EnvelopeReader;
import org.belltower.ingest.sis.Generations;
import org.belltower.ingest.sis.RowChange;
import org.belltower.ingest.sis.mapper.CapturedTables;
import org.belltower.ingest.sis.mapper.Mapped;
import org.belltower.ingest.sis.mapper.Mapper;
import org.belltower.ingest.sis.mapper.MemoryShelf;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.ingest.sis.mapping.yaml.InvalidMappingException;
import org.belltower.ingest.sis.mapping.yaml.MappingReader;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ChangeType;
import org.belltower.model.wire.JsonCodec;
import org.jspecify.annotations.Nullable;

/// Tries a mapping on records that Debezium wrote: `./belltower mapping try FILE [RECORDS]`.
///
/// Records stand one a line, as `kafka-console-consumer` prints them: the value, or with `--property
/// print.key=true` the key, a tab, and the value. Of each it is said what follows. What a row refers to
/// may stand anywhere among them. It ends with 0 if every record is of use, with 1 if one is not or waits
/// in vain, and with 2 if the mapping is wrong.
public final class MappingTry {
    private final SourceMapping source;
    private final CapturedTables tables;
    private final PrintStream out;
    private final InstantSource now = InstantSource.system();
    private Generations generations = Generations.NONE;
    private int events;
    private int troubles;

    private MappingTry(SourceMapping source, PrintStream out) {
        this.source = source;
        this.tables = new CapturedTables(source, new MemoryShelf());
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out));
    }

    static int run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            out.println("mapping try needs the file of a mapping, and may have one of records");
            return 2;
        }
        Path file = Path.of(arguments.getFirst());
        try {
            SourceMapping source = MappingReader.read(file);
            out.println("The mapping is right. It reads the topics:");
            source.tables().forEach(table -> out.println("  " + source.topic(table)));
            return arguments.size() == 1
                    ? 0
                    : new MappingTry(source, out).tryOn(Files.readAllLines(Path.of(arguments.get(1))));
        } catch (InvalidMappingException e) {
            out.println(e.getMessage());
            return 2;
        } catch (CharacterCodingException e) {
            out.println("The records are not in UTF-8.");
            return 2;
        } catch (IOException e) {
            out.println("cannot be read: " + e.getMessage());
            return 2;
        }
    }

    private int tryOn(List<String> lines) {
        List<Line> records = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                records.add(Line.of(i + 1, lines.get(i)));
            }
        }
        records.forEach(this::advance);
        records.forEach(this::learn);
        records.forEach(this::tell);
        out.println();
        out.println(records.size() + " records: " + events + " events, " + troubles + " that are of no use or wait");
        return troubles == 0 ? 0 : 1;
    }

    private void advance(Line line) {
        if (line.envelope() instanceof Envelope.Change change) {
            generations = generations.after(change.change().place(), now.instant());
        }
    }

    private void learn(Line line) {
        if (line.envelope() instanceof Envelope.Change change
                && change.change().operation() instanceof RowChange.Operation.Written) {
            tables.learn(change.change(), generations.of(change.change().place()), now.instant());
        }
    }

    private void tell(Line line) {
        switch (line.envelope()) {
            case Envelope.NoChange no -> say(line, "about no row: " + no.kind());
            case Envelope.Unreadable unreadable -> trouble(line, unreadable.reason());
            case Envelope.Change change -> tell(line, change.change());
        }
    }

    private void tell(Line line, RowChange change) {
        Mapper mapper = new Mapper(source, tables);
        List<Mapped> all = source.events(change.table()).stream()
                .map(mapping -> mapper.map(mapping, change, generations.of(change.place())))
                .toList();
        if (all.isEmpty()) {
            say(line, change.table() + ": looked up");
        }
        for (Mapped mapped : all) {
            switch (mapped) {
                case Mapped.Events none when none.events().isEmpty() -> say(line, change.table() + ": does not count");
                case Mapped.Events some -> some.events().forEach(event -> tell(line, change, event));
                case Mapped.Waits waits ->
                    trouble(
                            line,
                            change.table() + ": waits for lookup "
                                    + waits.lookup().name() + ", whose row is not among the records");
                case Mapped.WaitsForFormer _ ->
                    trouble(line, change.table() + ": waits for the end of its former key, which is not read here");
                case Mapped.Unusable unusable -> trouble(line, unusable.reason());
            }
        }
    }

    private void tell(Line line, RowChange change, ChangeEvent event) {
        events++;
        say(
                line,
                change.table() + ": " + ChangeType.of(event.change()).typeName() + ", " + event.origin() + ", "
                        + event.step());
        out.println("        " + new String(JsonCodec.write(event.change()), StandardCharsets.UTF_8));
    }

    private void trouble(Line line, String reason) {
        troubles++;
        say(line, reason);
    }

    private void say(Line line, String what) {
        out.printf("%6d  %s%n", line.number(), what);
    }

    /// One record of the file.
    private record Line(int number, Envelope envelope) {
        static Line of(int number, String text) {
            int tab = text.indexOf('\t');
            byte @Nullable [] key = tab < 0 ? null : bytes(text.substring(0, tab));
            return new Line(number, EnvelopeReader.read(key, bytes(text.substring(tab + 1)), _ -> null));
        }

        /// As the console consumer writes them: nothing, as the value of a tombstone is, is null.
        private static byte @Nullable [] bytes(String text) {
            return text.equals("null") ? null : text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
