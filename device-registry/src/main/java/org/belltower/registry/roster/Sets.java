package org.belltower.registry.roster;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// Sets as they stand in a roster: bounded, without holes.
final class Sets {
    private Sets() {}

    /// Always in the same order.
    static <T, K extends Comparable<? super K>> Set<T> sorted(
            String field, @Nullable Collection<T> given, int most, Function<T, K> key) {
        Set<T> sorted = new TreeSet<>(Comparator.comparing(key));
        sorted.addAll(inOrder(field, given, most));
        return Collections.unmodifiableSet(sorted);
    }

    /// As they were given: one that is given twice counts once, and keeps both places.
    static <T> List<T> inOrder(String field, @Nullable Collection<T> given, int most) {
        Collection<T> values = required(field, given);
        values.forEach(value -> required(field, value));
        if (new HashSet<>(values).size() > most) {
            throw new InvalidFieldException(field, "must not be more than " + most);
        }
        return List.copyOf(values);
    }
}
