package org.belltower.registry.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One page of a collection.
///
/// @param items by id
/// @param next what to give as `after` for the page that follows; null if this is the last
public record Page<T>(Map<String, T> items, @Nullable String next) {
    public Page {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }

    /// @param rows in the order of their keys, one more than the limit if there is more
    public static <T> Page<T> of(Map<String, T> rows, PageRequest request) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        Map<String, T> items = new LinkedHashMap<>();
        String last = "";
        for (Map.Entry<String, T> row : rows.entrySet()) {
            if (items.size() == request.limit()) {
                break;
            }
            items.put(row.getKey(), row.getValue());
            last = row.getKey();
        }
        return new Page<>(items, last);
    }
}
