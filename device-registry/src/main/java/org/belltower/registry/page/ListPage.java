package org.belltower.registry.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list, in its order.
///
/// @param next what to give as `after` for the page that follows; null if this is the last
public record ListPage<T>(List<T> items, @Nullable String next) {
    public ListPage {
        items = List.copyOf(items);
    }
}
