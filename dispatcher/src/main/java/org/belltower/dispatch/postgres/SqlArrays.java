package org.belltower.dispatch.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/// Columns of many rows as arrays: one statement, one round trip, whatever their number.
public final class SqlArrays {
    private SqlArrays() {}

    public static <T> Argument texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return array("text", rows, column);
    }

    public static <T> Argument uuids(Collection<T> rows, Function<T, @Nullable UUID> column) {
        return array("uuid", rows, column);
    }

    public static <T> Argument ints(Collection<T> rows, Function<T, Integer> column) {
        return array("int4", rows, column);
    }

    public static <T> Argument longs(Collection<T> rows, Function<T, Long> column) {
        return array("int8", rows, column);
    }

    /// As ISO 8601 in UTC, which PostgreSQL reads whatever its zone.
    public static <T> Argument instants(Collection<T> rows, Function<T, Instant> column) {
        return array("timestamptz", rows, row -> column.apply(row).toString());
    }

    public static <T> Argument bytes(Collection<T> rows, Function<T, byte[]> column) {
        byte[][] values = rows.stream().map(column).toArray(byte[][]::new);
        return (position, statement, _) ->
                statement.setArray(position, statement.getConnection().createArrayOf("bytea", values));
    }

    private static <T> Argument array(String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        @Nullable Object[] values = rows.stream().map(column).toArray();
        return (position, statement, _) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }
}
