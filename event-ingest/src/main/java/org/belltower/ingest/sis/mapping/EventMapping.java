package org.belltower.ingest.sis.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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

    /// The lookups of which a field of the data is made, and those that lead to them.
    public Set<String> lookupsOf(String field) {
        Set<String> all = new HashSet<>();
        Shape shape = data.fields().get(field);
        if (shape != null) {
            add(shape.columns(), all);
        }
        // A key may read what an earlier lookup found.
        for (Lookup lookup : lookups.reversed()) {
            if (all.contains(lookup.name())) {
                lookup.key().forEach(part -> add(part.columns(), all));
            }
        }
        return all;
    }

    private static void add(Stream<ColumnPath> columns, Set<String> lookups) {
        columns.map(ColumnPath::lookup).filter(Objects::nonNull).forEach(lookups::add);
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
