package org.belltower.ingest.sis.mapping.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
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
    Shape.Fields whole(YamlNode item, FieldKind.Fields kind) {
        Shape.Fields fields = fields(item, kind);
        List<String> missing = kind.required().stream()
                .filter(name -> !item.fields().containsKey(name))
                .toList();
        if (kind.required().isEmpty() && fields.fields().isEmpty()) {
            mistakes.add(new Mistake(
                    item.location(), "one of " + String.join(", ", kind.fields().keySet()) + " is missing"));
        }
        if (!missing.isEmpty()) {
            mistakes.add(new Mistake(item.location(), String.join(", ", missing) + " missing"));
        }
        return fields;
    }

    /// Some of it.
    Shape.Fields fields(YamlNode item, FieldKind.Fields kind) {
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        item.fields().forEach((name, field) -> {
            FieldKind ofField = kind.fields().get(name);
            if (ofField == null) {
                mistakes.add(new Mistake(
                        field.location(),
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

    private Shape shape(YamlNode item, FieldKind kind) {
        if (item.isList()) {
            return new Shape.Choice(
                    item.list().stream().map(each -> choice(each, kind)).toList());
        }
        return kind instanceof FieldKind.Fields fields ? whole(item, fields) : leaf(item, kind);
    }

    private Shape.Case choice(YamlNode item, FieldKind kind) {
        item.fields(List.of("when", "then"));
        YamlNode when = item.optional("when");
        return new Shape.Case(when == null ? List.of() : expressions.conditions(when), shape(item.field("then"), kind));
    }

    private Shape leaf(YamlNode item, FieldKind kind) {
        Expression expression = expressions.expression(item);
        return switch (kind) {
            case FieldKind.Day _ -> {
                check(item, expression, ShapeReader::isDay, "a date such as 2026-11-20");
                yield new Shape.Leaf(new Expression.Day(expression));
            }
            case FieldKind.OneOf oneOf -> {
                check(
                        item,
                        expression,
                        cell -> cell.asText().filter(oneOf.names()::contains).isPresent(),
                        "one of " + String.join(", ", oneOf.names()));
                yield new Shape.Leaf(expression);
            }
            case FieldKind.Truth _ -> {
                check(item, expression, cell -> cell instanceof Cell.Flag, "true or false");
                yield new Shape.Truth(expression);
            }
            case FieldKind.Decimal _ -> {
                check(item, expression, cell -> cell.asNumber().isPresent(), "a number");
                yield new Shape.Leaf(expression);
            }
            case FieldKind.Text _, FieldKind.Fields _ -> new Shape.Leaf(expression);
        };
    }

    private static boolean isDay(Cell cell) {
        try {
            return cell.asText().map(LocalDate::parse).isPresent();
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// Whatever the mapping itself says must be right; what stands in a column is only known later.
    private static void check(YamlNode item, Expression expression, Predicate<Cell> isRight, String rule) {
        List<String> wrong = said(expression)
                .filter(cell -> !(cell instanceof Cell.Nothing) && !isRight.test(cell))
                .flatMap(cell -> cell.asText().stream())
                .distinct()
                .sorted()
                .toList();
        if (!wrong.isEmpty()) {
            throw item.mistake("must be " + rule + ", and may be " + String.join(", ", wrong));
        }
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
