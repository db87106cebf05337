package org.belltower.registry.roster.postgres;

import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.StudentId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.roster.Student;

/// Keeps students with their enrollments. Blocks; thread-safe.
public final class PostgresStudents {
    private final DistrictTransactions transactions;

    public PostgresStudents(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces, enrollments included. May be repeated.
    ///
    /// @return false if the id belongs to a guardian; nothing is changed
    /// @throws InvalidFieldException naming the calendar that is not there; nothing is changed
    public boolean put(DistrictId district, StudentId id, Student student) {
        try {
            return transactions.write(district, handle -> {
                Locks.person(handle, id.asPerson());
                return People.put(handle, id, student).isPresent();
            });
        } catch (InvalidFieldException e) {
            throw e.field().equals(People.CALENDARS) ? which(district, student, e) : e;
        }
    }

    private InvalidFieldException which(DistrictId district, Student student, InvalidFieldException refusal) {
        return transactions
                .read(district, handle -> People.unknownCalendar(handle, student))
                .map(calendar -> new InvalidFieldException(calendar, refusal.rule()))
                .orElse(refusal);
    }

    public Optional<Student> find(DistrictId district, StudentId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery(
                                "SELECT " + People.STUDENT_COLUMNS + " FROM person WHERE id = :id AND kind = 'STUDENT'")
                        .bind("id", id)
                        .map(People::student)
                        .findOne());
    }
}
