package org.belltower.benchmarks.rules;

import java.util.Set;

/// What was written of a segment.
///
/// @param events ids of those that are to be decided
/// @param letters of what is to be put aside
record Fed(Set<String> events, Set<Results.Letter> letters) {
    Fed {
        events = Set.copyOf(events);
        letters = Set.copyOf(letters);
    }
}
