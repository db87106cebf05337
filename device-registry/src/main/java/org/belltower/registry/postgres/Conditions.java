package org.belltower.registry.postgres;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a list is asked by. Every text here is the code's own; what a caller gave is bound. Pure.
///
/// @param filters a condition for each field that a list may be filtered by, with the field's name as the parameter
public record Conditions(Map<String, String> filters) {
    public Conditions {
        filters = Map.copyOf(filters);
    }

    /// Those of the filters that were given, after what holds anyway; all of them.
    ///
    /// @throws IllegalArgumentException if the list has no such filter
    public String of(Collection<String> given, String... always) {
        return Stream.concat(Stream.of(always), given.stream().sorted().map(this::of))
                .map(condition -> "(" + condition + ")")
                .collect(Collectors.joining(" AND "));
    }

    private String of(String field) {
        String condition = filters.get(field);
        if (condition == null) {
            throw new IllegalArgumentException("no filter: " + field);
        }
        return condition;
    }
}
