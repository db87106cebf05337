package org.belltower.registry.district.postgres;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.registry.district.School;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Pages;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Keeps schools. Blocks; thread-safe.
public final class PostgresSchools {
    private static final RowMapper<School> MAPPER = ConstructorMapper.of(School.class);

    private final DistrictTransactions transactions;

    public PostgresSchools(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces. May be repeated.
    public void put(DistrictId district, SchoolId id, School school) {
        transactions.change(district, handle -> {
            handle.createUpdate("""
                            INSERT INTO school (id, name, zone, display_options, contact_preferences)
                            VALUES (:id, :name, :zone, :tools, :categories)
                            ON CONFLICT (district, id) DO UPDATE SET
                                name = excluded.name, zone = excluded.zone,
                                display_options = excluded.display_options,
                                contact_preferences = excluded.contact_preferences
                            """)
                    .bind("id", id)
                    .bind("name", school.name())
                    .bind("zone", school.zone().getId())
                    .bindArray("tools", String.class, names(school.displayOptions()))
                    .bindArray("categories", String.class, names(school.contactPreferences()))
                    .execute();
            Marks.school(handle, id);
        });
    }

    public Optional<School> find(DistrictId district, SchoolId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery(
                                "SELECT name, zone, display_options, contact_preferences FROM school WHERE id = :id")
                        .bind("id", id)
                        .map(MAPPER)
                        .findOne());
    }

    public Page<School> page(DistrictId district, PageRequest request) {
        return transactions.read(district, handle -> Pages.read(handle.createQuery("""
                                SELECT id, name, zone, display_options, contact_preferences FROM school
                                WHERE id > :after ORDER BY id LIMIT :limit
                                """), request, MAPPER));
    }

    private static List<String> names(Set<? extends Enum<?>> values) {
        return values.stream().<String>map(Enum::name).toList();
    }
}
