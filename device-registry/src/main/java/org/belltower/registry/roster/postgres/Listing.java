package org.belltower.registry.roster.postgres;

import java.util.Map;
import org.belltower.model.InvalidFieldException;
import org.belltower.registry.page.ListPage;
import org.belltower.registry.page.ListRequest;
import org.belltower.registry.page.ListRequest.Sort;
import org.belltower.registry.postgres.Conditions;
import org.belltower.registry.roster.Listed;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/// One list: what is selected, by what it may be filtered, and how a row is read. Every text here is the code's own;
/// what a caller gave is bound.
///
/// Pages follow one another by key. In the order of names (the column `sort_name`) the key of a page is still the id of
/// its last row, whose name is looked up again: a name in a URL would stand in every log on the way (C7).
///
/// @param columns beside the id
/// @param table the table, its primary key being `id`
/// @param where what holds for all of the list
/// @param filters as those of [Conditions]
/// @param named whether it may be sorted by name
record Listing<T>(
        String columns, String table, String where, Map<String, String> filters, boolean named, RowMapper<T> mapper) {
    ListPage<Listed<T>> read(Handle handle, ListRequest request) {
        boolean byName = request.sort() == Sort.NAME;
        if (byName && !named) {
            throw new InvalidFieldException("sort", "must be id here: there are no names");
        }
        if (byName && !request.after().isEmpty()) {
            there(handle, request.after());
        }
        return ListPage.of(
                bound(handle.createQuery(sql(request)), request)
                        .map((row, context) -> new Listed<>(row.getString("id"), mapper.map(row, context)))
                        .list(),
                request.limit(),
                Listed::id);
    }

    static Query bound(Query query, ListRequest request) {
        query.bindMap(request.filters()).bind("limit", request.limit() + 1);
        return request.after().isEmpty() ? query : query.bind("after", request.after());
    }

    String sql(ListRequest request) {
        String order = request.sort() == Sort.NAME ? "sort_name, id" : "id";
        return "SELECT id, " + columns + " FROM " + table + " WHERE "
                + new Conditions(filters).of(request.filters().keySet(), where, after(request))
                + " ORDER BY " + order + " LIMIT :limit";
    }

    private String after(ListRequest request) {
        if (request.after().isEmpty()) {
            return "true";
        }
        return switch (request.sort()) {
            case ID -> "id > :after";
            case NAME -> "(sort_name, id) > (SELECT sort_name, id FROM " + table + " WHERE id = :after)";
        };
    }

    private void there(Handle handle, String after) {
        if (handle.createQuery("SELECT id FROM " + table + " WHERE id = :after")
                .bind("after", after)
                .mapTo(String.class)
                .findOne()
                .isEmpty()) {
            throw new InvalidFieldException("after", "is not there any more: begin with the first page again");
        }
    }
}
