package org.belltower.registry.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/// Reads one page by keyset: `WHERE id > :after ORDER BY id LIMIT :limit`, with the key in a column called `id`.
public final class Pages {
    private Pages() {}

    public static <T> Page<T> read(Query query, PageRequest request, RowMapper<T> mapper) {
        Map<String, T> rows = new LinkedHashMap<>();
        query.bind("after", request.after())
                .bind("limit", request.limit() + 1)
                .map((row, context) -> Map.entry(row.getString("id"), mapper.map(row, context)))
                .forEach(row -> rows.put(row.getKey(), row.getValue()));
        return Page.of(rows, request);
    }
}
