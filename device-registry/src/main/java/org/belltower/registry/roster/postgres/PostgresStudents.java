package org.belltower.registry.roster.postgres;

import java.util.List;
import java.util.Optional;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.postgres.Pages;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.roster.Student;
import org.jdbi.v3.core.Handle;
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
            if (!People.put(handle, "STUDENT", id.value(), student.name())) {
                return false;
            }
            enroll(handle, id, student);
            Marks.audience(handle, id);
            return true;
        });
    }

    private static void enroll(Handle handle, StudentId id, Student student) {
        List<String> calendars =
                student.calendars().stream().map(CalendarId::value).toList();
        handle.createUpdate("DELETE FROM enrollment WHERE student = :id AND calendar <> ALL (:calendars)")
                .bind("id", id)
                .bindArray("calendars", String.class, calendars)
                .execute();
        handle.createUpdate("""
                        INSERT INTO enrollment (student, calendar) SELECT :id, unnest(:calendars)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", id)
                .bindArray("calendars", String.class, calendars)
                .execute();
    }

    public Optional<Student> find(DistrictId district, StudentId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery("""
                                SELECT name, ARRAY(SELECT calendar FROM enrollment WHERE student = person.id) AS calendars
                                FROM person WHERE id = :id AND kind = 'STUDENT'
                                """).bind("id", id).map(MAPPER).findOne());
    }

    public Page<Student> page(DistrictId district, PageRequest request) {
        return transactions.read(district, handle -> Pages.read(handle.createQuery("""
                                SELECT id, name,
                                    ARRAY(SELECT calendar FROM enrollment WHERE student = person.id) AS calendars
                                FROM person WHERE kind = 'STUDENT' AND id > :after ORDER BY id LIMIT :limit
                                """), request, MAPPER));
    }
}
