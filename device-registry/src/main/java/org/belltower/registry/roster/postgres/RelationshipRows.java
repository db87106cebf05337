package org.belltower.registry.roster.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.registry.page.ListPage;
import org.belltower.registry.page.ListRequest;
import org.belltower.registry.page.ListRequest.Sort;
import org.belltower.registry.postgres.Conditions;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.roster.ListedRelationship;
import org.belltower.registry.roster.Relationship;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Relationships in the handle's transaction. What changes is marked by the database. The caller holds the
/// guardian's lock, and the student's to put one ([org.belltower.registry.postgres.Locks]).
final class RelationshipRows {
    private static final RowMapper<Relationship> MAPPER = ConstructorMapper.of(Relationship.class);
    private static final Conditions CONDITIONS =
            new Conditions(Map.of("student", "student = :student", "guardian", "guardian = :guardian"));

    private RelationshipRows() {}

    /// One that is there may always be changed, and one that was taken out may come back: neither makes more of them.
    ///
    /// @return empty if the student has [Relationship#MOST] already; nothing is changed
    static Optional<RowChange> put(Handle handle, StudentId student, PersonId guardian, Relationship relationship) {
        RowChange change = RowChange.of(handle.createQuery("""
                        INSERT INTO relationship (student, guardian, portal, notify, restricted, starts, ends)
                        SELECT :student, :guardian, :portal, :notified, :restricted,
                            CAST(:starts AS date), CAST(:ends AS date)
                        WHERE EXISTS (SELECT FROM relationship WHERE student = :student AND guardian = :guardian)
                            OR (SELECT count(*) FROM relationship WHERE student = :student)
                             + (SELECT count(*) FROM removed WHERE student = :student AND person <> :guardian) < :most
                        ON CONFLICT (district, student, guardian) DO UPDATE SET
                            portal = excluded.portal, notify = excluded.notify, restricted = excluded.restricted,
                            starts = excluded.starts, ends = excluded.ends
                        WHERE (relationship.portal, relationship.notify, relationship.restricted,
                                relationship.starts, relationship.ends)
                            IS DISTINCT FROM
                            (excluded.portal, excluded.notify, excluded.restricted, excluded.starts, excluded.ends)
                        RETURNING xmax = 0
                        """)
                .bind("student", student)
                .bind("guardian", guardian)
                .bind("most", Relationship.MOST)
                .bindMethods(relationship));
        if (change != RowChange.UNCHANGED) {
            return Optional.of(change);
        }
        if (!there(handle, student, guardian)) {
            return Optional.empty();
        }
        Marks.revocationAgain(handle, student);
        return Optional.of(change);
    }

    private static boolean there(Handle handle, StudentId student, PersonId guardian) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM relationship WHERE student = :student AND guardian = :guardian)")
                .bind("student", student)
                .bind("guardian", guardian)
                .mapTo(Boolean.class)
                .one();
    }

    /// @return whether there was one
    static boolean delete(Handle handle, StudentId student, PersonId guardian) {
        boolean deleted =
                handle.createUpdate("DELETE FROM relationship WHERE student = :student AND guardian = :guardian")
                                .bind("student", student)
                                .bind("guardian", guardian)
                                .execute()
                        > 0;
        if (!deleted) {
            Marks.revocationAgain(handle, student);
        }
        return deleted;
    }

    /// A page by student and guardian. Its key is both ids, the length of the first before them.
    static ListPage<ListedRelationship> list(Handle handle, ListRequest request) {
        if (request.sort() != Sort.ID) {
            throw new InvalidFieldException("sort", "must be id here: there are no names");
        }
        Key after = Key.parse(request.after());
        List<ListedRelationship> rows = handle.createQuery(
                        "SELECT student, guardian, portal, notify AS notified, restricted, starts, ends"
                                + " FROM relationship WHERE "
                                + CONDITIONS.of(
                                        request.filters().keySet(),
                                        "(student, guardian) > (:afterStudent, :afterGuardian)")
                                + " ORDER BY student, guardian LIMIT :limit")
                .bindMap(request.filters())
                .bind("afterStudent", after.student())
                .bind("afterGuardian", after.guardian())
                .bind("limit", request.limit() + 1)
                .map((row, context) -> new ListedRelationship(
                        new StudentId(row.getString("student")),
                        new PersonId(row.getString("guardian")),
                        MAPPER.map(row, context)))
                .list();
        return ListPage.of(
                rows,
                request.limit(),
                last -> new Key(last.student().value(), last.guardian().value()).toString());
    }

    /// What a page of relationships begins after.
    private record Key(String student, String guardian) {
        private static final Pattern TEXT = Pattern.compile("([0-9]{1,3})/(.+)", Pattern.DOTALL);

        static Key parse(String text) {
            if (text.isEmpty()) {
                return new Key("", "");
            }
            Matcher parts = TEXT.matcher(text);
            if (parts.matches()) {
                int length = Integer.parseInt(parts.group(1));
                String ids = parts.group(2);
                if (length < ids.length() && ids.charAt(length) == '/') {
                    return new Key(ids.substring(0, length), ids.substring(length + 1));
                }
            }
            throw new InvalidFieldException("after", "must be the next of the page before");
        }

        @Override
        public String toString() {
            return student.length() + "/" + student + "/" + guardian;
        }
    }
}
