package org.belltower.registry.roster.postgres;

import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Pages;
import org.belltower.registry.roster.Guardian;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Keeps guardians. They are in nobody's audience until a relationship says so, so nothing is marked. Blocks;
/// thread-safe.
public final class PostgresGuardians {
    private static final RowMapper<Guardian> MAPPER = ConstructorMapper.of(Guardian.class);

    private final DistrictTransactions transactions;

    public PostgresGuardians(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces. May be repeated.
    ///
    /// @return false if the id belongs to a student; nothing is changed
    public boolean put(DistrictId district, PersonId id, Guardian guardian) {
        return transactions.write(district, handle -> People.put(handle, "GUARDIAN", id.value(), guardian.name()));
    }

    public Optional<Guardian> find(DistrictId district, PersonId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery("SELECT name FROM person WHERE id = :id AND kind = 'GUARDIAN'")
                        .bind("id", id)
                        .map(MAPPER)
                        .findOne());
    }

    public Page<Guardian> page(DistrictId district, PageRequest request) {
        return transactions.read(district, handle -> Pages.read(handle.createQuery("""
                                SELECT id, name FROM person
                                WHERE kind = 'GUARDIAN' AND id > :after ORDER BY id LIMIT :limit
                                """), request, MAPPER));
    }
}
