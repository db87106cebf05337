package org.belltower.registry.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// The next page of a list that may be sorted and filtered.
///
/// @param after the `next` of the page before; empty for the first
/// @param filters what an item must equal, by field; all of them
public record ListRequest(String after, int limit, Sort sort, Map<String, String> filters) {
    // Two ids of 255 and a little in between.
    private static final int LONGEST_KEY = 520;
    private static final int LONGEST_FILTER = 255;

    public ListRequest {
        if (!after.isEmpty()) {
            InvalidFieldException.text("after", after, LONGEST_KEY);
        }
        filters = Map.copyOf(filters);
        filters.forEach((field, value) -> InvalidFieldException.text(field, value, LONGEST_FILTER));
    }

    /// Which order.
    public enum Sort {
        ID,
        NAME
    }

    /// As it comes in a query; what was not given is null.
    ///
    /// @throws InvalidFieldException naming the parameter that is wrong
    public static ListRequest of(
            @Nullable String after,
            @Nullable String limit,
            @Nullable String sort,
            Map<String, @Nullable String> filters) {
        Map<String, String> given = new LinkedHashMap<>();
        filters.forEach((field, value) -> {
            if (value != null) {
                given.put(field, value);
            }
        });
        return new ListRequest(
                after == null ? "" : after, PageRequest.of(null, limit).limit(), sort(sort), given);
    }

    private static Sort sort(@Nullable String sort) {
        return switch (sort) {
            case null -> Sort.ID;
            case "id" -> Sort.ID;
            case "name" -> Sort.NAME;
            default -> throw new InvalidFieldException("sort", "must be id or name");
        };
    }
}
