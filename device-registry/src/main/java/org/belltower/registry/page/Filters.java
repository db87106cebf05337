package org.belltower.registry.page;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// Filters that take a few values alone: another one would find nothing, and say nothing of the mistake.
public final class Filters {
    private Filters() {}

    /// The value, if it is one of them or was not given.
    ///
    /// @throws InvalidFieldException naming the parameter and the values
    public static @Nullable String oneOf(String parameter, @Nullable String value, Collection<String> values) {
        if (value != null && !values.contains(value)) {
            throw new InvalidFieldException(parameter, "must be one of " + List.copyOf(values));
        }
        return value;
    }

    /// The names of all values.
    public static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }
}
