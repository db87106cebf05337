package org.belltower.ingest.sis.mapping;

import java.util.List;
import org.belltower.ingest.sis.TableName;
import org.belltower.model.change.ChangeType;

/// How the rows of one table become events of one type.
///
/// @param table whose rows they are
/// @param when what must hold for a row to count; of a row that does not any more it is as if it had been
///     deleted
/// @param lookups in the order in which they are made: a key may read what an earlier one found
/// @param data what the event says
/// @param deleted what it says of a row that is gone
/// @param location where it is declared
public record EventMapping(
        ChangeType type,
        TableName table,
        List<Condition> when,
        List<Lookup> lookups,
        Shape.Fields data,
        Deletion deleted,
        Location location) {
    public EventMapping {
        when = List.copyOf(when);
        lookups = List.copyOf(lookups);
    }

    /// What the end of a row means.
    public sealed interface Deletion {
        /// The item is gone. That tells nobody anything; if it comes back as it was, neither does that.
        record Gone() implements Deletion {}

        /// The item has another value: with no record of an absence, the student was there.
        ///
        /// @param data in the place of what stands in the row
        record Means(Shape.Fields data) implements Deletion {}
    }
}
