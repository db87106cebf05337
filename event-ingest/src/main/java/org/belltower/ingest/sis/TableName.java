package org.belltower.ingest.sis;

import static org.belltower.model.InvalidFieldException.required;

/// A table of the source, by its schema (of SQL Server and Oracle too; of MySQL the database) and name.
public record TableName(String schema, String name) implements Comparable<TableName> {
    public TableName {
        required("schema", schema);
        required("name", name);
        if (schema.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a table is named by its schema and its name");
        }
    }

    /// @param text `schema.name`
    /// @throws IllegalArgumentException if it is not that
    public static TableName of(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.indexOf('.', dot + 1) >= 0) {
            throw new IllegalArgumentException("a table is written as schema.name");
        }
        return new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public int compareTo(TableName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
