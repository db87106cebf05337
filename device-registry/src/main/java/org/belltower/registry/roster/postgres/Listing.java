package org.belltower.registry.roster.postgres;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.InvalidFieldException;
import org.belltower.registry.page.ListPage;
import org.belltower.registry.page.ListRequest;
import org.belltower.registry.page.ListRequest.Sort;
import org.belltower.registry.roster.Listed;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/// One list: what is selected, by what it may be filtered, and how a row is read. Every text here is the code's own;
/// what a caller gave is bound.
///
/// Pages follow one another by key. In the order of names the key of a page is still the id of its last row, whose
/// name is looked up again: a name in a URL would stand in every log on the way (C7).
///
/// @param columns beside the id
/// @param table the table, its primary key being `id`
/// @param where what holds for all of the list
/// @param filters a condition for each field, with the field's name as the parameter
/// @param named whether it may be sorted by name
record Listing<T>(
        String columns, String table, String where, Map<String, String> filters, boolean named, RowMapper<T> mapper) {
    private static final String NAME = "lower(coalesce(name, '')) COLLATE \"C\"";

    ListPage<Listed<T>> read(Handle handle, ListRequest request) {
        boolean byName = request.sort() == Sort.NAME;
        if (byName && !named) {
            throw new InvalidFieldException("sort", "must be id here: there are no names");
        }
        if (byName && !request.after().isEmpty()) {
            there(handle, request.after());
        }
        Query query = handle.createQuery("SELECT id, " + columns + " FROM " + table + " WHERE "
                        + conditions(request.filters(), filters, Stream.of(where, after(request, byName)))
                        + " ORDER BY " + (byName ? NAME + ", id" : "id") + " LIMIT :limit")
                .bindMap(request.filters())
                .bind("limit", request.limit() + 1);
        if (!request.after().isEmpty()) {
            query.bind("after", request.after());
        }
        List<Listed<T>> rows = query.map((row, context) -> new Listed<>(row.getString("id"), mapper.map(row, context)))
                .list();
        return rows.size() <= request.limit()
                ? new ListPage<>(rows, null)
                : new ListPage<>(
                        rows.subList(0, request.limit()),
                        rows.get(request.limit() - 1).id());
    }

    private String after(ListRequest request, boolean byName) {
        if (request.after().isEmpty()) {
            return "true";
        }
        return byName
                ? "(" + NAME + ", id) > (SELECT " + NAME + ", id FROM " + table + " WHERE id = :after)"
                : "id > :after";
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

    /// All conditions of a statement, those of the filters that were given among them.
    static String conditions(Map<String, String> given, Map<String, String> known, Stream<String> others) {
        return Stream.concat(others, given.keySet().stream().sorted().map(field -> {
                    String condition = known.get(field);
                    if (condition == null) {
                        throw new IllegalArgumentException("no filter: " + field);
                    }
                    return condition;
                }))
                .map(condition -> "(" + condition + ")")
                .collect(Collectors.joining(" AND "));
    }
}
