package org.belltower.registry.district.postgres;

import java.util.Optional;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.registry.district.District;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.RecordRows;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// Keeps each district's own settings. Blocks; thread-safe.
public final class PostgresDistricts {
    private static final RowMapper<District> MAPPER = RecordRows.of(District.class);

    private final DistrictTransactions transactions;

    public PostgresDistricts(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces; a new district's notifications are off (A1). May be repeated.
    public void put(DistrictId district, District settings) {
        transactions.change(
                district,
                handle -> Marks.district(
                        handle,
                        RowChange.of(handle.createQuery("""
                        INSERT INTO district (name, food_service, active_year, mandatory, detail_permitted,
                            default_language)
                        VALUES (:name, :foodService, :activeYear, :categories, :detailPermitted, :language)
                        ON CONFLICT (district) DO UPDATE SET
                            name = excluded.name, food_service = excluded.food_service,
                            active_year = excluded.active_year, mandatory = excluded.mandatory,
                            detail_permitted = excluded.detail_permitted,
                            default_language = excluded.default_language
                        WHERE (district.name, district.food_service, district.active_year, district.mandatory,
                                district.detail_permitted, district.default_language)
                            IS DISTINCT FROM (excluded.name, excluded.food_service, excluded.active_year,
                                excluded.mandatory, excluded.detail_permitted, excluded.default_language)
                        RETURNING xmax = 0
                        """)
                                .bindMethods(settings)
                                .bindArray(
                                        "categories",
                                        String.class,
                                        settings.mandatory().stream()
                                                .map(Category::name)
                                                .toList())
                                .bind("language", settings.defaultLanguage().tag()))));
    }

    public Optional<District> find(DistrictId district) {
        return transactions.read(district, PostgresDistricts::find);
    }

    /// As above, in the handle's transaction and district.
    public static Optional<District> find(Handle handle) {
        return handle.createQuery("""
                        SELECT name, food_service, active_year, mandatory, detail_permitted,
                            default_language
                        FROM district
                        """).map(MAPPER).findOne();
    }
}
