package org.belltower.registry.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, in its order.
///
/// @param next what to give as `after` for the page that follows; null if this is the last
public record ListPage<T>(List<T> items, @Nullable String next) {
    public ListPage {
        items = List.copyOf(items);
    }

    /// @param rows in their order, one more than the limit if there is more
    /// @param key of a row, for the page that follows it
    public static <T> ListPage<T> of(List<T> rows, int limit, Function<T, String> key) {
        return rows.size() <= limit
                ? new ListPage<>(rows, null)
                : new ListPage<>(rows.subList(0, limit), key.apply(rows.get(limit - 1)));
    }
}
