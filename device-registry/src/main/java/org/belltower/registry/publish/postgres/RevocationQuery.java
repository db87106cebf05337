package org.belltower.registry.publish.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Revocations.Revoked;
import org.belltower.model.audience.Standing;
import org.belltower.registry.postgres.StandingRows;
import org.jdbi.v3.core.Handle;

/// Reads whose right is withdrawn or bounded, in the handle's transaction and district. Of students of whom
/// there is nobody to name, nothing.
final class RevocationQuery {
    private RevocationQuery() {}

    static List<Revocations> read(Handle handle, DistrictId district, long version, Collection<String> students) {
        if (students.isEmpty()) {
            return List.of();
        }
        Map<StudentId, List<Revoked>> revoked = rows(handle, students).stream()
                .collect(groupingBy(Map.Entry::getKey, LinkedHashMap::new, mapping(Map.Entry::getValue, toList())));
        return revoked.entrySet().stream()
                .map(student -> new Revocations(district, student.getKey(), version, student.getValue()))
                .toList();
    }

    private static List<Map.Entry<StudentId, Revoked>> rows(Handle handle, Collection<String> students) {
        return handle.createQuery("""
                        SELECT student, guardian AS person, true AS related, portal, restricted, starts, ends
                        FROM guardian_standing WHERE student = ANY (:students) AND bounded
                        UNION ALL
                        SELECT student, person, false, NULL, NULL, NULL, NULL
                        FROM removed WHERE student = ANY (:students)
                        ORDER BY student, person
                        """)
                .bindArray("students", String.class, List.copyOf(students))
                .map((row, _) -> Map.entry(
                        new StudentId(row.getString("student")),
                        new Revoked(new PersonId(row.getString("person")), standing(row))))
                .list();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return row.getBoolean("related") ? StandingRows.guardian(row) : new Standing.None();
    }
}
