package org.belltower.registry.isolation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.belltower.model.DistrictId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.jdbi.v3.core.Jdbi;

/// All rows of a district in every table that has a district, whichever tables there will be. Marks apart: they come
/// and go by themselves.
final class DistrictRows {
    private final Jdbi owner;

    /// @param owner of the tables, under row-level security as everyone
    DistrictRows(Jdbi owner) {
        this.owner = owner;
    }

    /// The rows as texts, by table; tables without any are left out.
    Map<String, List<String>> of(DistrictId district) {
        return owner.inTransaction(handle -> {
            DistrictTransactions.enter(handle, district);
            List<String> tables = handle.createQuery("""
                            SELECT table_name FROM information_schema.columns
                            WHERE table_schema = 'public' AND column_name = 'district' AND table_name <> 'mark'
                            """).mapTo(String.class).list();
            Map<String, List<String>> rows = new TreeMap<>();
            for (String table : tables) {
                List<String> found = handle.createQuery(
                                "SELECT t::text AS row FROM " + table + " AS t WHERE district = :district ORDER BY 1")
                        .bind("district", district)
                        .mapTo(String.class)
                        .list();
                if (!found.isEmpty()) {
                    rows.put(table, found);
                }
            }
            return rows;
        });
    }
}
