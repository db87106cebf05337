package org.belltower.registry.roster.postgres;

import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.postgres.Pages;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.Written.Refused;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Keeps who is whose guardian. What changes is marked by the database. Blocks; thread-safe.
public final class PostgresRelationships {
    private static final RowMapper<Relationship> MAPPER = ConstructorMapper.of(Relationship.class);

    private final DistrictTransactions transactions;

    public PostgresRelationships(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces. May be repeated.
    ///
    /// @return why it was refused; nothing is changed then
    public Optional<Refused> put(DistrictId district, StudentId student, PersonId guardian, Relationship relationship) {
        return transactions.write(district, handle -> {
            Locks.persons(handle, student.asPerson(), guardian);
            Optional<RowChange> change = RelationshipRows.put(handle, student, guardian, relationship);
            return change.isPresent() ? Optional.empty() : Optional.of(Refused.tooManyGuardians(student));
        });
    }

    /// Ends it. May be repeated: it is no failure if there is none.
    public void delete(DistrictId district, StudentId student, PersonId guardian) {
        transactions.change(district, handle -> {
            Locks.person(handle, guardian);
            RelationshipRows.delete(handle, student, guardian);
        });
    }

    public Optional<Relationship> find(DistrictId district, StudentId student, PersonId guardian) {
        return transactions.read(
                district,
                handle -> handle.createQuery("""
                                SELECT portal, notify AS notified, restricted, starts, ends FROM relationship
                                WHERE student = :student AND guardian = :guardian
                                """)
                        .bind("student", student)
                        .bind("guardian", guardian)
                        .map(MAPPER)
                        .findOne());
    }

    /// A student's guardians, by id.
    public Page<Relationship> page(DistrictId district, StudentId student, PageRequest request) {
        return transactions.read(
                district, handle -> Pages.read(handle.createQuery("""
                                SELECT guardian AS id, portal, notify AS notified, restricted, starts, ends FROM relationship
                                WHERE student = :student AND guardian > :after ORDER BY guardian LIMIT :limit
                                """).bind("student", student), request, MAPPER));
    }
}
