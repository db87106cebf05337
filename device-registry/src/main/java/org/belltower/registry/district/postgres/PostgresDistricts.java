package org.belltower.registry.district.postgres;

import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.registry.district.District;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Keeps each district's own settings. Blocks; thread-safe.
public final class PostgresDistricts {
    private static final RowMapper<District> MAPPER = ConstructorMapper.of(District.class);

    private final DistrictTransactions transactions;

    public PostgresDistricts(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces. May be repeated.
    public void put(DistrictId district, District settings) {
        transactions.change(district, handle -> {
            handle.createUpdate("""
                            INSERT INTO district (name, notifications, food_service, active_year)
                            VALUES (:name, :notifications, :foodService, :activeYear)
                            ON CONFLICT (district) DO UPDATE SET
                                name = excluded.name, notifications = excluded.notifications,
                                food_service = excluded.food_service, active_year = excluded.active_year,
                                switched_on = CASE WHEN excluded.notifications AND NOT district.notifications
                                    THEN clock_timestamp() ELSE district.switched_on END
                            """).bindMethods(settings).execute();
            Marks.district(handle);
        });
    }

    public Optional<District> find(DistrictId district) {
        return transactions.read(
                district,
                handle -> handle.createQuery("SELECT name, notifications, food_service, active_year FROM district")
                        .map(MAPPER)
                        .findOne());
    }
}
