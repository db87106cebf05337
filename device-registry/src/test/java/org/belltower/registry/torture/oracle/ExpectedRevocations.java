package org.belltower.registry.torture.oracle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Revocations.Revoked;
import org.belltower.model.audience.Standing;

/// Revocations for each student of whom somebody's right is withdrawn or bounded, or somebody is taken out.
final class ExpectedRevocations {
    private ExpectedRevocations() {}

    static Map<String, Revocations> of(Tables tables) {
        Map<String, Map<String, Standing>> named = new TreeMap<>();
        for (Row relationship : tables.rows("relationship")) {
            Standing.Guardian standing = Standings.of(tables, relationship);
            if (!standing.portal() || standing.restricted() || standing.starts() != null || standing.ends() != null) {
                named.computeIfAbsent(relationship.text("student"), _ -> new TreeMap<>())
                        .put(relationship.text("guardian"), standing);
            }
        }
        for (Row gone : tables.rows("removed")) {
            named.computeIfAbsent(gone.text("student"), _ -> new TreeMap<>())
                    .put(gone.text("person"), new Standing.None());
        }
        Map<String, Revocations> revocations = new TreeMap<>();
        named.forEach((student, people) -> revocations.put(
                student,
                new Revocations(tables.district(), new StudentId(student), Relayed.NO_VERSION, revoked(people))));
        return revocations;
    }

    private static List<Revoked> revoked(Map<String, Standing> people) {
        return people.entrySet().stream()
                .map(person -> new Revoked(new PersonId(person.getKey()), person.getValue()))
                .toList();
    }
}
