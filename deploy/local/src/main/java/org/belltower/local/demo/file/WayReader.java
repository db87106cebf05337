package org.belltower.local.demo.file;

import java.time.Duration;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.Way;
import org.belltower.local.demo.file.WrittenCase.WrittenEvent;
import org.jspecify.annotations.Nullable;

/// Reads how the events of one case come to Belltower, and checks that they can: a student information system repeats
/// nothing, tells everything in the order in which it happened, and chooses neither ids nor positions.
final class WayReader {
    private static final String ASSIGNMENT = "org.belltower.assignment-scored.v1";

    private final WrittenCase.@Nullable By by;
    private final String where;
    private Duration last = Duration.ofSeconds(Long.MIN_VALUE);

    /// @param by what the case says
    /// @param where the case stands
    WayReader(WrittenCase.@Nullable By by, String where) {
        this.by = by;
        this.where = where;
    }

    /// Of the next event.
    ///
    /// @throws FirstDayException if it cannot come so
    Way read(WrittenEvent event, Body body, Expectation expected) {
        if (by == null) {
            require(event.deleted() == null && event.formerly() == null, "deleted and formerly go with by: sis");
            return new Way.Posted();
        }
        require(
                event.id() == null
                        && event.position() == null
                        && event.attributes() == null
                        && event.client() == null
                        && event.meanwhile() == null,
                "a row has no id, position, attributes, client or meanwhile");
        if (!(body instanceof Body.Event row) || expected instanceof Expectation.Refused) {
            throw new FirstDayException(where, "what is no event cannot come by a row");
        }
        boolean live = Way.LIVE.equals(row.attributes().get("origin"));
        require(live || "snapshot".equals(row.attributes().get("origin")), "a row is live, or of the snapshot");
        require(live == row.at().isPositive(), "the snapshot is before the play, and all else is in it");
        require(row.at().compareTo(last) >= 0, "rows are changed in the order of time");
        last = row.at();
        return step(event, row, live);
    }

    private Way step(WrittenEvent event, Body.Event row, boolean live) {
        boolean deleted = Boolean.TRUE.equals(event.deleted());
        if (event.formerly() != null) {
            require(
                    live && !deleted && ASSIGNMENT.equals(row.attributes().get("type")),
                    "what gets another id is an assignment that is there");
            return new Way.Renamed(event.formerly());
        }
        if (deleted) {
            require(live, "what was deleted before is in no snapshot");
            return new Way.Deleted();
        }
        return new Way.Saved();
    }

    private void require(boolean right, String what) {
        FirstDayException.unless(right, where, what);
    }
}
