package org.belltower.registry.roster;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// Sets as they stand in a roster: bounded, without holes, always in the same order.
final class Sets {
    private Sets() {}

    static <T, K extends Comparable<? super K>> Set<T> sorted(
            String field, @Nullable Collection<T> given, int most, Function<T, K> key) {
        Collection<T> values = required(field, given);
        if (values.size() > most) {
            throw new InvalidFieldException(field, "must not be more than " + most);
        }
        Set<T> sorted = new TreeSet<>(Comparator.comparing(key));
        values.forEach(value -> sorted.add(required(field, value)));
        return Collections.unmodifiableSet(sorted);
    }
}
