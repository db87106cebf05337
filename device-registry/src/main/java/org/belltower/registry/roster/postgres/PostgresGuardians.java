package org.belltower.registry.roster.postgres;

import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
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
        return transactions.write(district, handle -> {
            Locks.person(handle, id);
            return People.put(handle, id, guardian).isPresent();
        });
    }

    public Optional<Guardian> find(DistrictId district, PersonId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery("SELECT name FROM person WHERE id = :id AND kind = 'GUARDIAN'")
                        .bind("id", id)
                        .map(MAPPER)
                        .findOne());
    }
}
