package org.belltower.ingest.sis.mapping;

import java.util.List;
import org.belltower.ingest.sis.TableName;

/// A row of another captured table that a mapping reads: a score knows its enrollment, and only that knows
/// the student.
///
/// @param name what its columns are called by: `enrollment.student_id`
/// @param index by what it is found
/// @param key what stands in the index's columns, in their order
/// @param optional whether there may be no such row; its columns are null then. One that is not optional is
///     waited for
public record Lookup(String name, Index index, List<Expression> key, boolean optional) {
    public Lookup {
        key = List.copyOf(key);
        if (key.size() != index.columns().size()) {
            throw new IllegalArgumentException("a key has one value for each column of its index");
        }
    }

    /// Columns of a table by which no two of its rows are the same.
    public record Index(TableName table, List<String> columns) {
        public Index {
            columns = List.copyOf(columns);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("an index has a column");
            }
        }
    }
}
