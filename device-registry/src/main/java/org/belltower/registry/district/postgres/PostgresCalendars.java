package org.belltower.registry.district.postgres;

import java.util.Optional;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Keeps calendars. Blocks; thread-safe.
public final class PostgresCalendars {
    private static final RowMapper<Calendar> MAPPER = ConstructorMapper.of(Calendar.class);

    private final DistrictTransactions transactions;

    public PostgresCalendars(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces. May be repeated.
    public void put(DistrictId district, CalendarId id, Calendar calendar) {
        transactions.change(district, handle -> put(handle, id, calendar));
    }

    /// As above, in the handle's transaction.
    public static RowChange put(Handle handle, CalendarId id, Calendar calendar) {
        RowChange change = RowChange.of(handle.createQuery("""
                        INSERT INTO calendar (id, school, year, starts, ends, excluded)
                        VALUES (:id, :school, :year, :starts, :ends, :excluded)
                        ON CONFLICT (district, id) DO UPDATE SET
                            school = excluded.school, year = excluded.year, starts = excluded.starts,
                            ends = excluded.ends, excluded = excluded.excluded
                        WHERE (calendar.school, calendar.year, calendar.starts, calendar.ends, calendar.excluded)
                            IS DISTINCT FROM
                            (excluded.school, excluded.year, excluded.starts, excluded.ends, excluded.excluded)
                        RETURNING xmax = 0
                        """).bind("id", id).bindMethods(calendar));
        Marks.calendar(handle, id, change);
        return change;
    }

    /// @return whether there was one
    public static boolean delete(Handle handle, CalendarId id) {
        RowChange change = RowChange.deleted(handle.execute("DELETE FROM calendar WHERE id = ?", id));
        Marks.calendar(handle, id, change);
        return change != RowChange.UNCHANGED;
    }

    public Optional<Calendar> find(DistrictId district, CalendarId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery("SELECT school, year, starts, ends, excluded FROM calendar WHERE id = :id")
                        .bind("id", id)
                        .map(MAPPER)
                        .findOne());
    }
}
