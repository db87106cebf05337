package org.belltower.ingest.sis.mapping.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.mapping.CodeTable;
import org.belltower.ingest.sis.mapping.Expression;
import org.belltower.ingest.sis.mapping.FieldKind;
import org.belltower.ingest.sis.mapping.Shape;

/// Reads what the data of an event looks like, and holds it against what it may look like. A list is a
/// choice: the first of which `when` holds says `then`.
final class ShapeReader {
    private final ExpressionReader expressions;
    private final List<Mistake> mistakes;

    /// @param mistakes are added here: one field that is wrong does not hide another
    ShapeReader(ExpressionReader expressions, List<Mistake> mistakes) {
        this.expressions = expressions;
        this.mistakes = mistakes;
    }

    /// All of what the kind requires.
    Shape.Fields whole(Item item, FieldKind.Fields kind) {
        Shape.Fields fields = fields(item, kind);
        List<String> missing = kind.required().stream()
                .filter(name -> !item.fields().containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            mistakes.add(new Mistake(item.spot(), String.join(", ", missing) + " missing"));
        }
        return fields;
    }

    /// Some of it.
    Shape.Fields fields(Item item, FieldKind.Fields kind) {
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        item.fields().forEach((name, field) -> {
            FieldKind ofField = kind.fields().get(name);
            if (ofField == null) {
                mistakes.add(new Mistake(
                        field.spot(),
                        name + " is no field here; there are: "
                                + String.join(", ", kind.fields().keySet())));
                return;
            }
            try {
                shapes.put(name, shape(field, ofField));
            } catch (MistakeException e) {
                mistakes.add(e.mistake());
            }
        });
        return new Shape.Fields(shapes);
    }

    private Shape shape(Item item, FieldKind kind) {
        if (item.isList()) {
            return new Shape.Choice(
                    item.list().stream().map(each -> choice(each, kind)).toList());
        }
        return kind instanceof FieldKind.Fields fields ? whole(item, fields) : leaf(item, kind);
    }

    private Shape.Case choice(Item item, FieldKind kind) {
        item.fields(List.of("when", "then"));
        Item when = item.optional("when");
        return new Shape.Case(when == null ? List.of() : expressions.conditions(when), shape(item.field("then"), kind));
    }

    private Shape leaf(Item item, FieldKind kind) {
        Expression expression = expressions.expression(item);
        return switch (kind) {
            case FieldKind.Day _ -> new Shape.Leaf(new Expression.Day(expression));
            case FieldKind.OneOf oneOf -> new Shape.Leaf(checked(item, expression, oneOf.names()));
            case FieldKind.Text _, FieldKind.Decimal _, FieldKind.Fields _ -> new Shape.Leaf(expression);
        };
    }

    /// Whatever the mapping itself says must be one of the names; what stands in a column is only known
    /// later.
    private static Expression checked(Item item, Expression expression, List<String> names) {
        List<String> wrong = said(expression)
                .flatMap(cell -> cell.asText().stream())
                .filter(text -> !names.contains(text))
                .distinct()
                .sorted()
                .toList();
        if (!wrong.isEmpty()) {
            throw item.mistake(
                    "must be one of " + String.join(", ", names) + ", and may be " + String.join(", ", wrong));
        }
        return expression;
    }

    private static Stream<Cell> said(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> Stream.of(literal.cell());
            case Expression.Coded coded ->
                Stream.concat(meanings(coded.table()), Optional.ofNullable(coded.otherwise()).stream());
            case Expression.FirstOf first -> first.choices().stream().flatMap(ShapeReader::said);
            case Expression.Column _, Expression.Percentage _, Expression.Joined _, Expression.Day _ -> Stream.empty();
        };
    }

    private static Stream<Cell> meanings(CodeTable table) {
        return table.meanings().values().stream();
    }
}
