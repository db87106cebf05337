package org.belltower.registry.roster.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.belltower.model.CalendarId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.Student;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The one space of ids that students and guardians share, in the handle's transaction. The caller holds the person's
/// lock ([org.belltower.registry.postgres.Locks]).
final class People {
    /// The field that refers to calendars.
    static final String CALENDARS = "calendars";

    /// What [#student] reads.
    static final String STUDENT_COLUMNS =
            "name, birth_date, ARRAY(SELECT calendar FROM enrollment WHERE student = person.id) AS calendars";

    private static final String STUDENT = "STUDENT";
    private static final String GUARDIAN = "GUARDIAN";

    private People() {}

    /// Reads a student, the calendars in the order of their ids.
    static Student student(ResultSet row, StatementContext context) throws SQLException {
        Array calendars = Objects.requireNonNull(row.getArray("calendars"));
        return new Student(
                row.getString("name"),
                row.getObject("birth_date", LocalDate.class),
                Stream.of((Object[]) calendars.getArray())
                        .map(Object::toString)
                        .sorted()
                        .map(CalendarId::new)
                        .toList());
    }

    /// The field of the first of the student's calendars that is not there; empty if all are.
    static Optional<String> unknownCalendar(Handle handle, Student student) {
        return handle.createQuery("""
                        SELECT place - 1 FROM unnest(:calendars) WITH ORDINALITY AS given (id, place)
                        WHERE NOT EXISTS (SELECT FROM calendar WHERE calendar.id = given.id) ORDER BY place LIMIT 1
                        """)
                .bindArray(
                        CALENDARS,
                        String.class,
                        student.calendars().stream().map(CalendarId::value).toList())
                .mapTo(Long.class)
                .findOne()
                .map(place -> CALENDARS + "[" + place + "]");
    }

    /// Creates or replaces, enrollments included.
    ///
    /// @return empty if the id belongs to a guardian; nothing is changed
    static Optional<RowChange> put(Handle handle, StudentId id, Student student) {
        Optional<RowChange> row = put(handle, STUDENT, id.value(), student.name(), student.birthDate());
        if (row.isEmpty()) {
            return row;
        }
        // Told again, even with another name: what waits since a call that failed is waited for.
        if (student.birthDate() != null) {
            Marks.revocationAgain(handle, id);
        }
        RowChange before = row.get() == RowChange.CREATED ? RowChange.CREATED : RowChange.UNCHANGED;
        RowChange audience = enroll(handle, id, student, before);
        if (audience != RowChange.UNCHANGED) {
            Marks.audience(handle, id);
        }
        // A new name is in nobody's audience. What a new birth date changes, the database marks.
        return audience == RowChange.UNCHANGED ? row : Optional.of(audience);
    }

    private static RowChange enroll(Handle handle, StudentId id, Student student, RowChange before) {
        List<String> calendars =
                student.calendars().stream().map(CalendarId::value).toList();
        return before.and(handle.createUpdate(
                                "DELETE FROM enrollment WHERE student = :id AND calendar <> ALL (:calendars)")
                        .bind("id", id)
                        .bindArray("calendars", String.class, calendars))
                .and(handle.createUpdate("""
                                INSERT INTO enrollment (student, calendar) SELECT :id, unnest(:calendars)
                                ON CONFLICT DO NOTHING
                                """).bind("id", id).bindArray("calendars", String.class, calendars));
    }

    /// Creates or renames. A guardian is in nobody's audience until a relationship says so, so nothing is marked.
    ///
    /// @return empty if the id belongs to a student; nothing is changed
    static Optional<RowChange> put(Handle handle, PersonId id, Guardian guardian) {
        return put(handle, GUARDIAN, id.value(), guardian.name(), null);
    }

    /// With everything that names the student; the family stays. The database marks it. The person's devices stay too:
    /// they belong to whoever signed in, and are in no audience any more.
    ///
    /// @return whether there was one
    static boolean deleteStudent(Handle handle, String id) {
        if (!locked(handle, STUDENT, id)) {
            Marks.revocationAgain(handle, new StudentId(id));
            return false;
        }
        handle.execute("DELETE FROM relationship WHERE student = ?", id);
        handle.execute("DELETE FROM enrollment WHERE student = ?", id);
        handle.execute("DELETE FROM person WHERE id = ?", id);
        return true;
    }

    /// As [#deleteStudent].
    static boolean deleteGuardian(Handle handle, String id) {
        if (!locked(handle, GUARDIAN, id)) {
            Marks.revocationsAgain(handle, new PersonId(id));
            return false;
        }
        handle.execute("DELETE FROM relationship WHERE guardian = ?", id);
        handle.execute("DELETE FROM person WHERE id = ?", id);
        return true;
    }

    /// Whoever adds a relationship meanwhile has ended before this returns, or waits until the person is gone.
    private static boolean locked(Handle handle, String kind, String id) {
        return handle.createQuery("SELECT kind FROM person WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .filter(kind::equals)
                .isPresent();
    }

    private static boolean there(Handle handle, String kind, String id) {
        return handle.createQuery("SELECT kind FROM person WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .filter(kind::equals)
                .isPresent();
    }

    private static Optional<RowChange> put(
            Handle handle, String kind, String id, @Nullable String name, @Nullable LocalDate birthDate) {
        RowChange change = RowChange.of(handle.createQuery("""
                        INSERT INTO person (id, kind, name, birth_date)
                        VALUES (:id, :kind, :name, CAST(:birthDate AS date))
                        ON CONFLICT (district, id) DO UPDATE SET name = excluded.name, birth_date = excluded.birth_date
                        WHERE person.kind = excluded.kind
                            AND (person.name, person.birth_date) IS DISTINCT FROM (excluded.name, excluded.birth_date)
                        RETURNING xmax = 0
                        """)
                .bind("id", id)
                .bind("kind", kind)
                .bind("name", name)
                .bind("birthDate", birthDate));
        return change == RowChange.UNCHANGED && !there(handle, kind, id) ? Optional.empty() : Optional.of(change);
    }
}
