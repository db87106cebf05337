package org.belltower.benchmarks.relay;

import java.util.List;
import java.util.stream.IntStream;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.RosterImport;
import org.belltower.registry.roster.RosterItem;
import org.belltower.registry.roster.Written;

/// A district of students, each with two guardians of two devices, grades and attendance on.
final class SampleStudents {
    static final DistrictId DISTRICT = new DistrictId("bench");

    private SampleStudents() {}

    static void load(DistrictTransactions transactions, int students) {
        boolean _ = transactions.writeAhead(DISTRICT, handle -> {
            handle.createScript("""
                            INSERT INTO district (name, notifications, food_service, active_year)
                                VALUES ('Bench', true, false, 2027);
                            INSERT INTO app (id, name) VALUES ('family', 'Family');
                            INSERT INTO person (id, kind) SELECT 's-' || n, 'STUDENT' FROM generate_series(1, %1$d) AS n;
                            INSERT INTO person (id, kind)
                                SELECT 'g-' || n || '-' || m, 'GUARDIAN'
                                FROM generate_series(1, %1$d) AS n, generate_series(1, 2) AS m;
                            INSERT INTO relationship (student, guardian, portal, restricted)
                                SELECT 's-' || n, 'g-' || n || '-' || m, true, false
                                FROM generate_series(1, %1$d) AS n, generate_series(1, 2) AS m;
                            INSERT INTO device (id, app, provider, person, session_epoch, session, permission,
                                    token, token_version, token_since)
                                SELECT 'd-' || n || '-' || m || '-' || k, 'family', 'FCM', 'g-' || n || '-' || m, 1, 'KEPT',
                                    'ALLOWED', 'token-' || n || '-' || m || '-' || k, 1, now()
                                FROM generate_series(1, %1$d) AS n, generate_series(1, 2) AS m,
                                    generate_series(1, 2) AS k;
                            INSERT INTO subscription (device, person, category, since)
                                SELECT id, person, category, now()
                                FROM device, unnest(ARRAY ['GRADES', 'ATTENDANCE']) AS category;
                            """.formatted(students)).execute();
            return true;
        });
    }

    /// As an import of the whole roster does that changes each of them.
    static void changeAll(DistrictTransactions transactions) {
        boolean _ = transactions.writeAhead(DISTRICT, handle -> {
            handle.execute("INSERT INTO mark (kind, key) SELECT 'AUDIENCE', id FROM person WHERE kind = 'STUDENT'");
            return true;
        });
    }

    /// As many items as a call takes, each a change: the second guardian of each student gets the
    /// Portal flag or loses it. Every tenth of them is about the first guardian of the first
    /// student, so each of the roster's transactions is.
    static List<RosterItem> roster(int number) {
        Relationship flipped = new Relationship(number % 2 == 1, true, false, null, null);
        return IntStream.rangeClosed(1, RosterImport.MOST)
                .<RosterItem>mapToObj(item -> item % 10 == 0
                        ? relationship(1, 1, new Relationship(item % 20 == 0, true, false, null, null))
                        : relationship(item, 2, flipped))
                .toList();
    }

    private static RosterItem.PutRelationship relationship(int student, int guardian, Relationship relationship) {
        return new RosterItem.PutRelationship(
                new StudentId("s-" + student), new PersonId("g-" + student + "-" + guardian), relationship);
    }

    /// @throws IllegalStateException if an item was refused
    static void changed(List<Written> answers) {
        if (!answers.stream().allMatch(Written.Done.class::isInstance)) {
            throw new IllegalStateException("an item was refused");
        }
    }
}
