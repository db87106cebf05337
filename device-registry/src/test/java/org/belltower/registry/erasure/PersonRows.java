package org.belltower.registry.erasure;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.belltower.model.DistrictId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.jdbi.v3.core.Handle;

/// How many rows name a person, in every table that has a column for one. A table that comes later is counted too: its
/// erasure fails until somebody has decided, either to erase its rows or to say here why they stay.
record PersonRows(DistrictTransactions transactions, DistrictId district) {
    /// What an erasure leaves alone, and why.
    static final Map<String, String> LEFT_ALONE = Map.of(
            "relationship", "the roster's own: gone when the person was taken out of it",
            "enrollment", "the roster's own: gone when the person was taken out of it",
            "offering_enrollment", "the roster's own: gone when the person was taken out of it",
            "family_member", "the roster's own: gone when the person was taken out of it",
            "removed", "says for some days that the person's pushes must not go: purged then",
            "session_cutoff", "so that no token from before brings anything back",
            "left_person", "so that what comes later is erased as well",
            "audit_entry", "nobody takes anything out of the audit (I-54)");

    /// By table, but for those left alone.
    Map<String, Integer> of(String person) {
        return transactions.read(district, handle -> {
            Map<String, Integer> counts = new TreeMap<>();
            tables(handle).forEach((table, columns) -> {
                if (!LEFT_ALONE.containsKey(table)) {
                    counts.put(table, count(handle, table, columns, person));
                }
            });
            return counts;
        });
    }

    /// All that have a column for a person.
    Set<String> tables() {
        return transactions.read(district, handle -> tables(handle).keySet());
    }

    private static Map<String, List<String>> tables(Handle handle) {
        Map<String, List<String>> tables = new TreeMap<>();
        handle.createQuery("""
                        SELECT relname, array_agg(attname::text ORDER BY attname) AS columns
                        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
                        WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
                            AND attnum > 0 AND NOT attisdropped
                            AND attname ~ '^(.*_)?(person|student|guardian|subject|actor)(_id)?$'
                        GROUP BY relname
                        """)
                .map((row, _) -> Map.entry(row.getString("relname"), List.of((String[])
                        row.getArray("columns").getArray())))
                .forEach(table -> tables.put(table.getKey(), table.getValue()));
        return tables;
    }

    private static int count(Handle handle, String table, List<String> columns, String person) {
        return handle.createQuery("SELECT count(*) FROM <table> WHERE :person IN (<columns>)")
                .define("table", table)
                .define(
                        "columns",
                        columns.stream().map(column -> column + "::text").collect(joining(", ")))
                .bind("person", person)
                .mapTo(Integer.class)
                .one();
    }
}
