package org.belltower.local.demo.sis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A statement with what belongs to its question marks, in their order: texts, numbers and nulls.
public record SqlStatement(String sql, List<@Nullable Object> values) {
    private static final String MARK = "?";

    public SqlStatement {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        if (sql.chars().filter(character -> character == '?').count() != values.size()) {
            throw new IllegalArgumentException("as many values as question marks");
        }
    }

    static SqlStatement of(String sql, @Nullable Object... values) {
        return new SqlStatement(sql.strip(), Arrays.asList(values));
    }

    /// With the values in their places, for a file.
    String script() {
        Iterator<@Nullable Object> next = values.iterator();
        return Arrays.stream((sql + " ").split("\\" + MARK))
                        .map(part -> part + (next.hasNext() ? literal(next.next()) : ""))
                        .collect(Collectors.joining())
                        .strip()
                + ";\n";
    }

    /// PostgreSQL documentation, "String Constants": a quote is written twice, and nothing else means anything.
    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case BigDecimal number -> number.toPlainString();
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }
}
