package org.belltower.registry.district.postgres;

import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.registry.district.District;
import org.belltower.registry.district.FoodService;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Keeps each district's own settings. Blocks; thread-safe.
public final class PostgresDistricts {
    private static final RowMapper<District> MAPPER = ConstructorMapper.of(District.class);

    private final DistrictTransactions transactions;

    public PostgresDistricts(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces; a new district's notifications are off (A1), and it has no portal options yet. What is
    /// there of both stays. May be repeated.
    public void put(DistrictId district, District settings) {
        transactions.change(
                district,
                handle -> Marks.district(
                        handle, RowChange.of(handle.createQuery("""
                        INSERT INTO district (name, food_service, active_year)
                        VALUES (:name, :foodService, :activeYear)
                        ON CONFLICT (district) DO UPDATE SET
                            name = excluded.name, food_service = excluded.food_service,
                            active_year = excluded.active_year
                        WHERE (district.name, district.food_service, district.active_year)
                            IS DISTINCT FROM (excluded.name, excluded.food_service, excluded.active_year)
                        RETURNING xmax = 0
                        """).bindMethods(settings))));
    }

    /// In the handle's transaction; the district's settings stay as they are until that ends.
    /// Without a district none. Others may read them meanwhile, as a roster does that holds a
    /// school which the reader wants next.
    static FoodService foodService(Handle handle) {
        return foodService(handle, "SHARE");
    }

    /// As above, for whoever changes the district next.
    static FoodService foodServiceToChange(Handle handle) {
        return foodService(handle, "NO KEY UPDATE");
    }

    private static FoodService foodService(Handle handle, String lock) {
        return new FoodService(handle.createQuery("SELECT food_service FROM district FOR " + lock)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    public Optional<District> find(DistrictId district) {
        return transactions.read(
                district,
                handle -> handle.createQuery("SELECT name, food_service, active_year FROM district")
                        .map(MAPPER)
                        .findOne());
    }
}
