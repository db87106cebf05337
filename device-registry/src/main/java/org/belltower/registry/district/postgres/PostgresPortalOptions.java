package org.belltower.registry.district.postgres;

import java.util.Optional;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.registry.district.FoodService;
import org.belltower.registry.district.GuardiansOfAdults;
import org.belltower.registry.district.PortalOptions;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Keeps each district's portal options. Blocks; thread-safe.
public final class PostgresPortalOptions {
    private static final RowMapper<PortalOptions> MAPPER = ConstructorMapper.of(PortalOptions.class);

    private final DistrictTransactions transactions;

    public PostgresPortalOptions(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Returns after Kafka has them, and what they change for guardians of adults. May be repeated.
    ///
    /// @throws org.belltower.model.InvalidFieldException if what is mandatory asks for food service that there
    ///     is not
    /// @return whether there is such a district
    public boolean put(DistrictId district, PortalOptions options) {
        return transactions.write(district, handle -> {
            FoodService foodService = PostgresDistricts.foodServiceToChange(handle);
            find(handle).ifPresent(stored -> foodService.admit("mandatory", stored.mandatory(), options.mandatory()));
            int changed = handle.createUpdate("""
                            UPDATE district SET
                                mandatory = :categories, detail_permitted = :detail, default_language = :language,
                                guardians_of_adults = :adults
                            WHERE (mandatory, detail_permitted, default_language, guardians_of_adults)
                                IS DISTINCT FROM (CAST(:categories AS text[]), :detail, :language, :adults)
                            """)
                    .bindArray(
                            "categories",
                            String.class,
                            options.mandatory().stream().map(Category::name).toList())
                    .bind("detail", options.detailPermitted())
                    .bind("language", options.defaultLanguage().tag())
                    .bind("adults", options.guardiansOfAdults())
                    .execute();
            if (changed == 0 && find(handle).isEmpty()) {
                return false;
            }
            Marks.district(handle, changed > 0 ? RowChange.CHANGED : RowChange.UNCHANGED);
            // Told again, even with another option beside: what waits since a call that failed is waited for.
            if (options.guardiansOfAdults() == GuardiansOfAdults.END) {
                Marks.revocationsAgain(handle);
            }
            return true;
        });
    }

    /// Empty if there is no such district.
    public Optional<PortalOptions> find(DistrictId district) {
        return transactions.read(district, PostgresPortalOptions::find);
    }

    /// As above, in the handle's transaction and district.
    public static Optional<PortalOptions> find(Handle handle) {
        return handle.createQuery(
                        "SELECT mandatory, detail_permitted, default_language, guardians_of_adults FROM district")
                .map(MAPPER)
                .findOne();
    }
}
