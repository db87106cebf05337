package org.belltower.ingest.sis.mapper;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.belltower.ingest.sis.Moment;
import org.belltower.ingest.sis.Row;
import org.belltower.model.change.SourcePosition;
import org.jspecify.annotations.Nullable;

/// A row at a place where it is looked up, or where it was. One that went stays for a while: what was written
/// before it went, and is read after, refers to it.
///
/// @param came of the entry with which it came there after another; null if none is known to have been
///     there before
/// @param written of the entry that wrote it as it is; null if that is not known
/// @param end null while it is there
public record ShelvedRow(
        Row row,
        @Nullable SourcePosition came,
        @Nullable Moment written,
        @Nullable End end) {
    public ShelvedRow {
        required("row", row);
    }

    /// How it went.
    ///
    /// @param moment of the entry by which it did
    /// @param read when that was read
    public record End(Moment moment, Instant read) {
        public End {
            required("moment", moment);
            required("read", read);
        }
    }

    boolean isThere() {
        return end == null;
    }

    /// Whether what is written at a position may refer to it: also if it comes later, in the same transaction.
    boolean isFoundAt(SourcePosition position) {
        return end == null || end.moment().position().compareTo(position) > 0;
    }

    /// Whether what was there before a position could refer to it, and not to another that was called so then.
    boolean stoodBefore(SourcePosition position) {
        return isFoundAt(position) && (came == null || came.compareTo(position) <= 0);
    }

    /// Whether something happened here after a moment: an older version never overwrites a newer
    /// one (I-16).
    public boolean isNewerThan(Moment moment) {
        Moment newest = end == null ? written : end.moment();
        return newest != null && newest.isAfter(moment);
    }

    /// Whether it can go by an entry: not if that entry, or a newer one, put it there.
    boolean isOlderThan(Moment moment) {
        return end == null && (written == null || moment.isAfter(written));
    }

    /// As it is after an entry.
    ShelvedRow rewritten(Row now, Moment moment) {
        return new ShelvedRow(now, end == null ? came : moment.position(), moment, null);
    }
}
