package org.belltower.registry.roster.http;

import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.Map;
import org.belltower.registry.page.ListRequest;
import org.jspecify.annotations.Nullable;

/// What every list may be asked.
public class Paging {
    @QueryParam("after")
    @Nullable
    String after;

    @QueryParam("limit")
    @Nullable
    String limit;

    @QueryParam("sort")
    @Nullable
    String sort;

    /// @param filters a field and what was given for it, in turns
    ListRequest request(@Nullable String... filters) {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        for (int i = 0; i < filters.length; i += 2) {
            String field = filters[i];
            if (field != null) {
                given.put(field, filters[i + 1]);
            }
        }
        return ListRequest.of(after, limit, sort, given);
    }
}
