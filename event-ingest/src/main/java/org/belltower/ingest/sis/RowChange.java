package org.belltower.ingest.sis;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.belltower.model.change.SourcePosition;
import org.jspecify.annotations.Nullable;

/// One entry of a source's log.
///
/// @param key the row's primary key as text, for people: what distinguishes it from others of its place in
///     the log
public record RowChange(TableName table, String key, Operation operation, LogPlace place) {
    public RowChange {
        required("table", table);
        required("key", key);
        required("operation", operation);
        required("place", place);
    }

    /// Its place, to be compared with others of the same source.
    ///
    /// @param generation of the log
    public SourcePosition positionIn(int generation) {
        return new SourcePosition(generation, place.position());
    }

    /// When it happened, to be compared with others of the same source.
    ///
    /// @param generation of the log
    public Moment momentIn(int generation) {
        return new Moment(positionIn(generation), place.time(), place.kind().isSnapshot());
    }

    /// Of which something else became.
    public RowChange with(Operation other) {
        return new RowChange(table, key, other, place);
    }

    /// What became of the row.
    public sealed interface Operation {
        /// It was inserted, updated, or read by a snapshot.
        ///
        /// @param before as it was, as far as that is known: null if it was not there or the log does not
        ///     say
        record Written(Row after, @Nullable Row before) implements Operation {
            public Written {
                required("after", after);
            }
        }

        /// It was updated and has another primary key now. What it was before is said by the end of its former
        /// one, which stands at the same place of the log, and may be read earlier or later.
        ///
        /// @param oldKey the columns of its former key; null if nobody can read them
        record Rekeyed(Row after, @Nullable Row oldKey) implements Operation {
            public Rekeyed {
                required("after", after);
            }

            /// What this entry says alone: as if nothing but the key had changed.
            public Written alone() {
                return new Written(after, oldKey == null ? null : after.with(oldKey));
            }
        }

        /// The end of a row's former primary key. The row goes on: [Rekeyed].
        ///
        /// @param before as it was, or as much of it as the log says
        record Former(Row before) implements Operation {
            public Former {
                required("before", before);
            }
        }

        /// @param before as it was, or as much of it as the log says: without `REPLICA IDENTITY FULL` its key
        record Deleted(Row before) implements Operation {
            public Deleted {
                required("before", before);
            }
        }

        /// All rows of the table are gone.
        record Truncated() implements Operation {}
    }

    /// Where in the log it stands.
    ///
    /// @param position grows within the log, until the log itself begins anew
    /// @param committed up to where the log was committed when the entry's transaction was read: unlike
    ///     positions, in the order in which entries come
    /// @param time of the commit, by the source's clock; of a row of a snapshot when it was read
    /// @param kind whether somebody did something
    /// @param transaction by which it was written: the same of all its entries, and of no others near
    public record LogPlace(long position, long committed, Instant time, Kind kind, long transaction) {
        public LogPlace {
            required("time", time);
            required("kind", kind);
        }

        /// Of a transaction that has no number: no two begin to be read at the same commit.
        public LogPlace(long position, long committed, Instant time, Kind kind) {
            this(position, committed, time, kind, committed);
        }
    }

    /// How the entry came about.
    public enum Kind {
        /// A transaction of the source.
        LIVE,
        /// A snapshot of all there is, with which a log begins.
        SNAPSHOT,
        /// A snapshot that is taken amid a log that goes on.
        INCREMENTAL_SNAPSHOT;

        public boolean isSnapshot() {
            return this != LIVE;
        }
    }
}
