package org.belltower.registry.roster.postgres;

import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.roster.Student;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Keeps students with their enrollments. Blocks; thread-safe.
public final class PostgresStudents {
    private static final RowMapper<Student> MAPPER = ConstructorMapper.of(Student.class);

    private final DistrictTransactions transactions;

    public PostgresStudents(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces, enrollments included. May be repeated.
    ///
    /// @return false if the id belongs to a guardian; nothing is changed
    public boolean put(DistrictId district, StudentId id, Student student) {
        return transactions.write(district, handle -> {
            Locks.person(handle, id.asPerson());
            return People.put(handle, id, student).isPresent();
        });
    }

    public Optional<Student> find(DistrictId district, StudentId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery("""
                                SELECT name, ARRAY(SELECT calendar FROM enrollment WHERE student = person.id) AS calendars
                                FROM person WHERE id = :id AND kind = 'STUDENT'
                                """).bind("id", id).map(MAPPER).findOne());
    }
}
