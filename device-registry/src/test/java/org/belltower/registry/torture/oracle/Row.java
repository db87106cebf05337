package org.belltower.registry.torture.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.belltower.model.wire.JsonCodec;
import org.jspecify.annotations.Nullable;

/// A row as the database itself writes it in JSON: each column by its name, moments to the microsecond.
record Row(JsonNode columns) {
    static Row parse(String json) {
        try {
            return new Row(JsonCodec.mapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    boolean has(String column) {
        return !columns.required(column).isNull();
    }

    boolean is(String column, String value) {
        return has(column) && text(column).equals(value);
    }

    String text(String column) {
        if (!has(column)) {
            throw new AssertionError(column + " is null in " + columns);
        }
        return columns.required(column).asText();
    }

    @Nullable
    String textOrNull(String column) {
        return has(column) ? text(column) : null;
    }

    long number(String column) {
        return columns.required(column).longValue();
    }

    boolean flag(String column) {
        return columns.required(column).booleanValue();
    }

    BigDecimal decimal(String column) {
        return columns.required(column).decimalValue();
    }

    Instant moment(String column) {
        return OffsetDateTime.parse(text(column)).toInstant();
    }

    @Nullable
    Instant momentOrNull(String column) {
        return has(column) ? moment(column) : null;
    }

    LocalDate day(String column) {
        return LocalDate.parse(text(column));
    }

    @Nullable
    LocalDate dayOrNull(String column) {
        return has(column) ? day(column) : null;
    }

    <E extends Enum<E>> E one(String column, Class<E> type) {
        return Enum.valueOf(type, text(column));
    }

    <E extends Enum<E>> Set<E> some(String column, Class<E> type) {
        Set<E> values = EnumSet.noneOf(type);
        columns.required(column).forEach(value -> values.add(Enum.valueOf(type, value.asText())));
        return values;
    }
}
