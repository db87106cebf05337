package org.belltower.ingest.sis.mapping.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.mapping.Condition;
import org.belltower.ingest.sis.mapping.Expression;

/// Reads what a value is made of, and conditions.
///
/// ```yaml
/// points                                    # a column
/// enrollment.student_id                     # of a row that was looked up
/// {value: USD}                              # the same for every row
/// {code: status, in: statuses, otherwise: UNKNOWN}
/// {percentage: points, of: assignment.points_possible}
/// {first: [override, computed]}             # that is not null
/// {join: [section_id, term], with: "-"}
/// ```
final class ExpressionReader {
    private final Names names;

    ExpressionReader(Names names) {
        this.names = names;
    }

    Expression expression(YamlNode item) {
        if (!item.isObject()) {
            if (item.isList()) {
                throw item.mistake("must be a column, or what a value is made of");
            }
            return new Expression.Column(names.column(item));
        }
        return operator(item)
                .orElseThrow(() ->
                        item.mistake("must be a column, or one of value, code and in, percentage and of, first, join"));
    }

    /// Empty if it is none of these.
    Optional<Expression> operator(YamlNode item) {
        Set<String> fields = item.fields().keySet();
        if (fields.contains("value")) {
            return Optional.of(literal(item));
        }
        if (fields.contains("code")) {
            return Optional.of(coded(item));
        }
        if (fields.contains("percentage")) {
            return Optional.of(percentage(item));
        }
        if (fields.contains("first")) {
            return Optional.of(first(item));
        }
        return fields.contains("join") ? Optional.of(joined(item)) : Optional.empty();
    }

    private static Expression literal(YamlNode item) {
        item.fields(List.of("value"));
        return new Expression.Literal(item.field("value").cell());
    }

    private Expression coded(YamlNode item) {
        item.fields(List.of("code", "in", "otherwise"));
        YamlNode otherwise = item.optional("otherwise");
        return new Expression.Coded(
                expression(item.field("code")),
                names.codeTable(item.field("in")),
                otherwise == null ? null : otherwise.cell());
    }

    private Expression percentage(YamlNode item) {
        item.fields(List.of("percentage", "of"));
        return new Expression.Percentage(expression(item.field("percentage")), expression(item.field("of")));
    }

    private Expression first(YamlNode item) {
        item.fields(List.of("first"));
        return new Expression.FirstOf(expressions(item.field("first")));
    }

    private Expression joined(YamlNode item) {
        item.fields(List.of("join", "with"));
        YamlNode with = item.optional("with");
        return new Expression.Joined(expressions(item.field("join")), with == null ? "-" : with.text());
    }

    private List<Expression> expressions(YamlNode item) {
        List<YamlNode> parts = item.list();
        if (parts.isEmpty()) {
            throw item.mistake("must not be empty");
        }
        return parts.stream().map(this::expression).toList();
    }

    /// `{posted: true, kind: [HOMEWORK, TEST], deleted_at: null, status: {not: [D, X]}}`: all must hold.
    List<Condition> conditions(YamlNode item) {
        return item.fields().entrySet().stream().map(this::condition).toList();
    }

    private Condition condition(Map.Entry<String, YamlNode> field) {
        YamlNode item = field.getValue();
        boolean negated = item.isObject();
        if (negated) {
            item.fields(List.of("not"));
        }
        return new Condition(names.column(item, field.getKey()), cells(negated ? item.field("not") : item), negated);
    }

    private static Set<Cell> cells(YamlNode item) {
        Set<Cell> cells = new LinkedHashSet<>();
        if (item.isList()) {
            item.list().forEach(each -> cells.add(each.cell()));
        } else {
            cells.add(item.cell());
        }
        if (cells.isEmpty()) {
            throw item.mistake("must not be empty");
        }
        return cells;
    }
}
