package org.belltower.registry.torture.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.jdbi.v3.core.Handle;

/// One district's rows, whole tables of them.
final class Tables {
    private final Handle handle;
    private final DistrictId district;
    private final Map<String, List<Row>> read = new HashMap<>();

    /// @param handle the owner's, with the district set
    Tables(Handle handle, DistrictId district) {
        this.handle = handle;
        this.district = district;
    }

    DistrictId district() {
        return district;
    }

    List<Row> rows(String table) {
        return read.computeIfAbsent(
                table,
                _ -> handle
                        .createQuery("SELECT to_jsonb(whole)::text FROM <table> AS whole WHERE district = :district")
                        .define("table", table)
                        .bind("district", district)
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .map(Row::parse)
                        .toList());
    }

    Stream<Row> where(String table, String column, String value) {
        return rows(table).stream().filter(row -> row.is(column, value));
    }
}
