package org.belltower.registry.roster.postgres;

import java.util.List;
import java.util.Optional;
import org.belltower.model.CalendarId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.roster.Camp;
import org.belltower.registry.roster.Enrollment;
import org.belltower.registry.roster.Family;
import org.belltower.registry.roster.SchoolClass;
import org.belltower.registry.roster.Session;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What the office selects by: families, sessions, classes, camps and who is in them, in the handle's transaction.
/// None of it is in an audience, so nothing is marked.
final class GroupRows {
    private GroupRows() {}

    static RowChange put(Handle handle, String id, Family family) {
        List<String> members = family.members().stream().map(PersonId::value).toList();
        return RowChange.of(handle.createQuery("""
                                INSERT INTO family (id, name) VALUES (:id, :name)
                                ON CONFLICT (district, id) DO UPDATE SET name = excluded.name
                                WHERE family.name IS DISTINCT FROM excluded.name
                                RETURNING xmax = 0
                                """).bind("id", id).bind("name", family.name()))
                .and(handle.createUpdate("DELETE FROM family_member WHERE family = :id AND person <> ALL (:members)")
                        .bind("id", id)
                        .bindArray("members", String.class, members))
                .and(handle.createUpdate("""
                                INSERT INTO family_member (family, person) SELECT :id, unnest(:members)
                                ON CONFLICT DO NOTHING
                                """).bind("id", id).bindArray("members", String.class, members));
    }

    static RowChange put(Handle handle, String id, Session session) {
        return RowChange.of(handle.createQuery("""
                        INSERT INTO academic_session (id, name, type, school, parent, year, starts, ends)
                        VALUES (:id, :name, :type, :school, :parent, :year, :starts, :ends)
                        ON CONFLICT (district, id) DO UPDATE SET
                            name = excluded.name, type = excluded.type, school = excluded.school,
                            parent = excluded.parent, year = excluded.year, starts = excluded.starts,
                            ends = excluded.ends
                        WHERE (academic_session.name, academic_session.type, academic_session.school,
                                academic_session.parent, academic_session.year, academic_session.starts,
                                academic_session.ends)
                            IS DISTINCT FROM
                            (excluded.name, excluded.type, excluded.school, excluded.parent, excluded.year,
                                excluded.starts, excluded.ends)
                        RETURNING xmax = 0
                        """).bind("id", id).bindMethods(session));
    }

    /// @return empty if the id belongs to a camp; nothing is changed
    static Optional<RowChange> put(Handle handle, String id, SchoolClass added) {
        return offering(handle, "CLASS", id, added.name(), added.school(), added.calendar(), added.session());
    }

    /// @return empty if the id belongs to a class; nothing is changed
    static Optional<RowChange> put(Handle handle, String id, Camp camp) {
        return offering(handle, "CAMP", id, camp.name(), camp.school(), camp.calendar(), camp.session())
                .map(change -> days(handle, id, camp.days(), change));
    }

    private static Optional<RowChange> offering(
            Handle handle,
            String kind,
            String id,
            String name,
            SchoolId school,
            @Nullable CalendarId calendar,
            @Nullable String session) {
        RowChange change = RowChange.of(handle.createQuery("""
                        INSERT INTO offering (id, kind, name, school, calendar, session)
                        VALUES (:id, :kind, :name, :school, :calendar, :session)
                        ON CONFLICT (district, id) DO UPDATE SET
                            name = excluded.name, school = excluded.school, calendar = excluded.calendar,
                            session = excluded.session
                        WHERE offering.kind = excluded.kind
                            AND (offering.name, offering.school, offering.calendar, offering.session)
                            IS DISTINCT FROM (excluded.name, excluded.school, excluded.calendar, excluded.session)
                        RETURNING xmax = 0
                        """)
                .bind("id", id)
                .bind("kind", kind)
                .bind("name", name)
                .bind("school", school)
                .bind("calendar", calendar == null ? null : calendar.value())
                .bind("session", session));
        boolean taken = change == RowChange.UNCHANGED
                && handle.createQuery("SELECT count(*) FROM offering WHERE id = :id AND kind = :kind")
                                .bind("id", id)
                                .bind("kind", kind)
                                .mapTo(Integer.class)
                                .one()
                        == 0;
        return taken ? Optional.empty() : Optional.of(change);
    }

    private static RowChange days(Handle handle, String id, List<Camp.Day> days, RowChange change) {
        List<String> dates = days.stream().map(day -> day.day().toString()).toList();
        return change.and(handle.createUpdate(
                                "DELETE FROM camp_day WHERE camp = :id AND day <> ALL (CAST(:days AS date[]))")
                        .bind("id", id)
                        .bindArray("days", String.class, dates))
                .and(handle.createUpdate("""
                                INSERT INTO camp_day (camp, day, cancelled)
                                SELECT :id, day, cancelled
                                FROM unnest(CAST(:days AS date[]), CAST(:cancelled AS boolean[]))
                                    AS given (day, cancelled)
                                ON CONFLICT (district, camp, day) DO UPDATE SET cancelled = excluded.cancelled
                                WHERE camp_day.cancelled <> excluded.cancelled
                                """)
                        .bind("id", id)
                        .bindArray("days", String.class, dates)
                        .bindArray(
                                "cancelled",
                                String.class,
                                days.stream()
                                        .map(day -> Boolean.toString(Boolean.TRUE.equals(day.cancelled())))
                                        .toList()));
    }

    static RowChange put(Handle handle, String id, Enrollment enrollment) {
        return RowChange.of(handle.createQuery("""
                        INSERT INTO offering_enrollment (id, student, class, camp, type, starts, drops)
                        VALUES (:id, :student, :schoolClass, :camp, :type, :starts, :drops)
                        ON CONFLICT (district, id) DO UPDATE SET
                            student = excluded.student, class = excluded.class, camp = excluded.camp,
                            type = excluded.type, starts = excluded.starts, drops = excluded.drops
                        WHERE (offering_enrollment.student, offering_enrollment.class, offering_enrollment.camp,
                                offering_enrollment.type, offering_enrollment.starts, offering_enrollment.drops)
                            IS DISTINCT FROM
                            (excluded.student, excluded.class, excluded.camp, excluded.type, excluded.starts,
                                excluded.drops)
                        RETURNING xmax = 0
                        """).bind("id", id).bindMethods(enrollment));
    }
}
