package org.belltower.registry.postgres;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Rows as records that have further constructors: Jdbi takes the one of a class that has one.
public final class RecordRows {
    private RecordRows() {}

    public static <T extends Record> RowMapper<T> of(Class<T> type) {
        Class<?>[] components = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return ConstructorMapper.of(type.getDeclaredConstructor(components));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has a constructor of its components", e);
        }
    }
}
