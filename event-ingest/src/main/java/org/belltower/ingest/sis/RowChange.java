package org.belltower.ingest.sis;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
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

    /// What became of the row.
    public sealed interface Operation {
        /// It was inserted, updated, or read by a snapshot.
        ///
        /// @param before as it was, as far as that is known: null if it was not there or the log does not
        ///     say. Of a row that got another primary key it is the new one under the old key
        record Written(Row after, @Nullable Row before) implements Operation {
            public Written {
                required("after", after);
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
    public record LogPlace(long position, long committed, Instant time, Kind kind) {
        public LogPlace {
            required("time", time);
            required("kind", kind);
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
