package org.belltower.ingest.sis.mapping;

import java.util.List;
import java.util.stream.Stream;
import org.belltower.ingest.sis.Cell;
import org.jspecify.annotations.Nullable;

/// What one field of an event is made of.
public sealed interface Expression {
    /// What stands in a column.
    record Column(ColumnPath path) implements Expression {}

    /// The same for every row.
    record Literal(Cell cell) implements Expression {}

    /// What a code means.
    ///
    /// @param otherwise for what the table does not have; null if that is an error
    record Coded(Expression code, CodeTable table, @Nullable Cell otherwise) implements Expression {}

    /// How many percent the part is of the whole, to six digits after the point. Nothing of nothing, and of a
    /// whole of 0, of which there is no percentage.
    record Percentage(Expression part, Expression whole) implements Expression {}

    /// The first that is not null.
    record FirstOf(List<Expression> choices) implements Expression {
        public FirstOf {
            choices = List.copyOf(choices);
        }
    }

    /// Texts in a row; null if one of them is.
    record Joined(List<Expression> parts, String with) implements Expression {
        public Joined {
            parts = List.copyOf(parts);
        }
    }

    /// A date: as the source wrote it (`2026-11-20`, also with a time behind it), or as Debezium counts it,
    /// in days since 1970 where the column is a date.
    record Day(Expression of) implements Expression {}

    /// All columns that it reads.
    default Stream<ColumnPath> columns() {
        return switch (this) {
            case Column column -> Stream.of(column.path());
            case Literal _ -> Stream.empty();
            case Coded coded -> coded.code().columns();
            case Percentage percentage ->
                Stream.concat(percentage.part().columns(), percentage.whole().columns());
            case FirstOf first -> first.choices().stream().flatMap(Expression::columns);
            case Joined joined -> joined.parts().stream().flatMap(Expression::columns);
            case Day day -> day.of().columns();
        };
    }
}
