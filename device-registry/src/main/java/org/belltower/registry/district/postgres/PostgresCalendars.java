package org.belltower.registry.district.postgres;

import java.util.Optional;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Pages;
import org.belltower.registry.publish.postgres.Marks;
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
        transactions.change(district, handle -> {
            handle.createUpdate("""
                            INSERT INTO calendar (id, school, year, starts, ends, excluded)
                            VALUES (:id, :school, :year, :starts, :ends, :excluded)
                            ON CONFLICT (district, id) DO UPDATE SET
                                school = excluded.school, year = excluded.year, starts = excluded.starts,
                                ends = excluded.ends, excluded = excluded.excluded
                            """).bind("id", id).bindMethods(calendar).execute();
            Marks.calendar(handle, id);
        });
    }

    public Optional<Calendar> find(DistrictId district, CalendarId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery("SELECT school, year, starts, ends, excluded FROM calendar WHERE id = :id")
                        .bind("id", id)
                        .map(MAPPER)
                        .findOne());
    }

    public Page<Calendar> page(DistrictId district, PageRequest request) {
        return transactions.read(district, handle -> Pages.read(handle.createQuery("""
                                SELECT id, school, year, starts, ends, excluded FROM calendar
                                WHERE id > :after ORDER BY id LIMIT :limit
                                """), request, MAPPER));
    }
}
