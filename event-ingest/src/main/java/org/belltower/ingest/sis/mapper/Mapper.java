package org.belltower.ingest.sis.mapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.RowChange;
import org.belltower.ingest.sis.mapping.EventMapping;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ChangeType;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.change.SourcePosition;
import org.jspecify.annotations.Nullable;

/// Makes change events of what happened to a row.
///
/// A row is about an item: an assignment of a student, a day's period. What was written says the item's
/// value. A row that is gone, or does not count any more, says that the item is gone, or what its end means.
/// A row that is about another item than before says that the item moved, with what is known of it, if it is
/// the same student's; if it is another's, that the one's is gone and the other's is there. One that says what it
/// said before is told as unchanged (I-13).
///
/// A pure function of the mapping, the row and the tables. An event's id is made of the row and its place in
/// the log alone, so that a row that is read twice is a repeat (I-11).
public final class Mapper {
    /// With a table's two names of 63 bytes and the rest, an id stays below its 255 characters.
    private static final int LONGEST_KEY = 60;

    private final SourceMapping source;
    private final LookupTables tables;

    public Mapper(SourceMapping source, LookupTables tables) {
        this.source = source;
        this.tables = tables;
    }

    /// @param mapping of the row's table
    /// @param generation of the log
    public Mapped map(EventMapping mapping, RowChange change, int generation) {
        SourcePosition at = change.positionIn(generation);
        RowReader reader = new RowReader(mapping, tables, at);
        Writer writer = new Writer(mapping, change, generation);
        return switch (change.operation()) {
            case RowChange.Operation.Written written -> written(reader, writer, written.after(), written.before());
            case RowChange.Operation.Rekeyed rekeyed -> {
                Row former = tables.former(change.table(), at);
                yield former == null
                        ? new Mapped.WaitsForFormer()
                        : written(
                                reader, writer, rekeyed.after(), rekeyed.after().with(former));
            }
            case RowChange.Operation.Deleted deleted -> gone(reader.readGone(deleted.before()), writer);
            // Its end is told under its new key, and that of all rows at once by nobody.
            case RowChange.Operation.Former _, RowChange.Operation.Truncated _ -> Mapped.nothing();
        };
    }

    /// @param before null if there is none, or the log does not say
    private static Mapped written(RowReader reader, Writer writer, Row after, @Nullable Row before) {
        return switch (reader.read(after)) {
            case Reading.Says now when before == null -> writer.events(writer.upsert(now.change()));
            case Reading.Says now ->
                reader.readFormer(before, now) instanceof Reading.Says then
                        ? changed(reader, writer, now, then.change(), before)
                        : writer.events(writer.upsert(now.change()));
            case Reading.Nothing _ -> before == null ? Mapped.nothing() : gone(reader.readGone(before), writer);
            case Reading.Missing missing -> new Mapped.Waits(missing.lookup(), missing.key(), false);
            case Reading.Unusable unusable -> new Mapped.Unusable(unusable.reason());
        };
    }

    private static Mapped changed(RowReader reader, Writer writer, Reading.Says says, Change then, Row before) {
        Change now = says.change();
        if (!now.student().equals(then.student())) {
            List<ChangeEvent> events = new ArrayList<>();
            boolean meant = false;
            if (gone(reader.readGone(before, says), writer) instanceof Mapped.Events gone) {
                events.addAll(gone.events());
                meant = gone.meant();
            }
            events.add(writer.upsert(now));
            return new Mapped.Events(events, false, meant);
        }
        boolean unchanged = now.value().equals(then.value());
        return writer.events(
                now.item().equals(then.item())
                        ? writer.upsert(now, unchanged)
                        : writer.move(now, then.item(), unchanged));
    }

    private static Mapped gone(Reading reading, Writer writer) {
        return switch (reading) {
            case Reading.Says says -> new Mapped.Events(List.of(writer.gone(says.change())), true, writer.means());
            case Reading.Nothing _ -> Mapped.nothing();
            case Reading.Missing missing -> new Mapped.Waits(missing.lookup(), missing.key(), true);
            case Reading.Unusable unusable -> new Mapped.Unusable(unusable.reason());
        };
    }

    /// Writes the events of one entry by one mapping.
    private final class Writer {
        private final EventMapping mapping;
        private final RowChange row;
        private final int generation;

        private Writer(EventMapping mapping, RowChange row, int generation) {
            this.mapping = mapping;
            this.row = row;
            this.generation = generation;
        }

        Mapped events(ChangeEvent event) {
            return new Mapped.Events(List.of(event), false);
        }

        ChangeEvent upsert(Change change) {
            return upsert(change, false);
        }

        ChangeEvent upsert(Change change, boolean unchanged) {
            return event(change, new ItemStep.Upsert(unchanged), "");
        }

        ChangeEvent move(Change change, String from, boolean unchanged) {
            return event(change, new ItemStep.Move(from, unchanged), "");
        }

        boolean means() {
            return mapping.deleted() instanceof EventMapping.Deletion.Means;
        }

        ChangeEvent gone(Change change) {
            return switch (mapping.deleted()) {
                case EventMapping.Deletion.Gone _ -> event(change, new ItemStep.Delete(), "/gone");
                case EventMapping.Deletion.Means _ -> event(change, new ItemStep.Upsert(), "/gone");
            };
        }

        private ChangeEvent event(Change change, ItemStep step, String suffix) {
            RowChange.LogPlace place = row.place();
            return new ChangeEvent(
                    source.district(),
                    new EventId(source.client(), source.source(), id() + suffix),
                    new EventOrder(place.time(), new SourcePosition(generation, place.position())),
                    place.kind().isSnapshot() ? Origin.SNAPSHOT : Origin.LIVE,
                    step,
                    change);
        }

        /// `public.score/17@0.26492104/assignment-scored`
        private String id() {
            return row.table() + "/" + shortKey(row.key()) + "@" + generation + "."
                    + row.place().position() + "/" + shortName(mapping.type());
        }
    }

    private static String shortKey(String key) {
        boolean plain =
                !key.isEmpty() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return plain
                ? key
                : UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String shortName(ChangeType type) {
        return type.typeName().replace("org.belltower.", "").replaceFirst("\\.v\\d+$", "");
    }
}
