package org.belltower.ingest.sis.mapping;

import org.jspecify.annotations.Nullable;

/// A column of the row itself, or of one that a lookup found: `score`, `enrollment.student_id`.
///
/// @param lookup null for the row itself
public record ColumnPath(@Nullable String lookup, String column) {
    /// @throws IllegalArgumentException if it is not `column` or `lookup.column`
    public static ColumnPath of(String text) {
        int dot = text.indexOf('.');
        String lookup = dot < 0 ? null : text.substring(0, dot);
        String column = text.substring(dot + 1);
        if (column.isBlank() || column.indexOf('.') >= 0 || (lookup != null && lookup.isBlank())) {
            throw new IllegalArgumentException("a column is written as column or lookup.column");
        }
        return new ColumnPath(lookup, column);
    }

    @Override
    public String toString() {
        return lookup == null ? column : lookup + "." + column;
    }
}
