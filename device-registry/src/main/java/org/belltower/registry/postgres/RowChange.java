package org.belltower.registry.postgres;

import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/// What an upsert did to a row. It leaves a row alone that is as it should be, so that a roster that comes again every
/// night writes and publishes nothing (I-12):
///
/// ```sql
/// INSERT INTO t (id, a) VALUES (:id, :a)
/// ON CONFLICT (district, id) DO UPDATE SET a = excluded.a WHERE t.a IS DISTINCT FROM excluded.a
/// RETURNING xmax = 0
/// ```
///
/// `xmax` is 0 in a row that was inserted; one that was updated has been locked by its own transaction before.
public enum RowChange {
    CREATED,
    CHANGED,
    UNCHANGED;

    /// @param upsert as above
    public static RowChange of(Query upsert) {
        Optional<Boolean> created = upsert.mapTo(Boolean.class).findOne();
        return created.map(is -> is ? CREATED : CHANGED).orElse(UNCHANGED);
    }

    /// What was deleted.
    public static RowChange deleted(int rows) {
        return rows > 0 ? CHANGED : UNCHANGED;
    }

    /// Of rows that belong to this one.
    public RowChange and(Update parts) {
        boolean changed = parts.execute() > 0;
        return this == UNCHANGED && changed ? CHANGED : this;
    }
}
