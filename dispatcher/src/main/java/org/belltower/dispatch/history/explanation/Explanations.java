package org.belltower.dispatch.history.explanation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page, newest first.
///
/// @param totals of the candidates on this page
/// @param next what to give as `after` for the page that follows; null if this is the last
public record Explanations(
        List<Explanation> items, Totals totals, @Nullable String next) {
    public Explanations {
        items = List.copyOf(items);
    }

    public static Explanations of(List<Explanation> items, @Nullable String next) {
        return new Explanations(
                items,
                Totals.of(items.stream()
                        .flatMap(item -> item.candidates().stream())
                        .toList()),
                next);
    }
}
