package org.belltower.registry.audience.postgres;

import java.util.Collection;
import java.util.List;
import org.belltower.registry.audience.AudienceRow;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Reads the rows of many audiences at once, in the handle's transaction and district.
public final class AudienceQuery {
    private static final RowMapper<AudienceRow> MAPPER = ConstructorMapper.of(AudienceRow.class);

    private AudienceQuery() {}

    /// Rows of the students that are there, by student; of the others none.
    public static List<AudienceRow> read(Handle handle, Collection<String> students) {
        return handle.createQuery("""
                        WITH student AS (
                            SELECT id, ARRAY(
                                SELECT calendar FROM enrollment WHERE enrollment.student = person.id ORDER BY calendar
                            ) AS calendars
                            FROM person WHERE id = ANY (:students) AND kind = 'STUDENT'
                        ), member AS (
                            SELECT id AS student, calendars, id AS person, NULL::boolean AS portal,
                                NULL::boolean AS restricted, NULL::date AS starts, NULL::date AS ends
                            FROM student
                            UNION ALL
                            SELECT student.id, calendars, guardian, portal, restricted, starts, ends
                            FROM student JOIN guardian_standing ON guardian_standing.student = student.id
                        )
                        SELECT member.*, language, detail, device.id AS device, app, session_epoch, session,
                            category, since, below, threshold_since
                        FROM member
                        LEFT JOIN preference ON preference.person = member.person
                        LEFT JOIN device ON device.person = member.person
                        LEFT JOIN LATERAL subscriptions_on(device.id, member.person) ON device.id IS NOT NULL
                        ORDER BY member.student, member.portal IS NOT NULL, member.person, device.id, category
                        """)
                .bindArray("students", String.class, List.copyOf(students))
                .map(MAPPER)
                .list();
    }
}
