package org.belltower.registry.district.postgres;

import java.util.Optional;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.registry.district.District;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.RecordRows;
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

    /// Creates or replaces. May be repeated.
    public void put(DistrictId district, District settings) {
        transactions.change(district, handle -> {
            handle.createUpdate("""
                            INSERT INTO district (name, notifications, food_service, active_year,
                                mandatory, detail_permitted, default_language)
                            VALUES (:name, :notifications, :foodService, :activeYear,
                                :categories, :detailPermitted, :language)
                            ON CONFLICT (district) DO UPDATE SET
                                name = excluded.name, notifications = excluded.notifications,
                                food_service = excluded.food_service, active_year = excluded.active_year,
                                mandatory = excluded.mandatory, detail_permitted = excluded.detail_permitted,
                                default_language = excluded.default_language,
                                switched_on = CASE WHEN excluded.notifications AND NOT district.notifications
                                    THEN clock_timestamp() ELSE district.switched_on END
                            """)
                    .bindMethods(settings)
                    .bindArray(
                            "categories",
                            String.class,
                            settings.mandatory().stream().map(Category::name).toList())
                    .bind("language", settings.defaultLanguage().tag())
                    .execute();
            Marks.district(handle);
        });
    }

    public Optional<District> find(DistrictId district) {
        return transactions.read(district, PostgresDistricts::find);
    }

    /// As above, in the handle's transaction and district.
    public static Optional<District> find(Handle handle) {
        return handle.createQuery("""
                        SELECT name, notifications, food_service, active_year, mandatory, detail_permitted,
                            default_language
                        FROM district
                        """).map(MAPPER).findOne();
    }
}
