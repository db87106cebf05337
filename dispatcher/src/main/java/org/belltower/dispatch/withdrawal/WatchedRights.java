package org.belltower.dispatch.withdrawal;

import java.util.Map;
import org.belltower.dispatch.deferral.Concern;
import org.belltower.dispatch.replica.Copy;
import org.belltower.dispatch.revocation.Withdrawn;
import org.belltower.dispatch.revocation.WithdrawnRights;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Standing;
import org.belltower.model.wire.RecordKey;

/// The withdrawn rights, and whoever hears of students of whom somebody may be told less from here
/// on (I-4). It is told after the change can be found.
///
/// Thread-safe.
public record WatchedRights(WithdrawnRights rights, Listening listening) implements Copy<Revocations> {
    @Override
    public void put(Revocations message) {
        DistrictId district = message.district();
        StudentId student = message.student();
        Withdrawn before = listening.wants() ? rights.of(district, student) : null;
        rights.put(message);
        if (before != null && takesAway(before, rights.of(district, student))) {
            listening.concerned(new Concern.OfStudent(district, student));
        }
    }

    /// Whether somebody is named anew, or as something else: that may be more or less.
    private static boolean takesAway(Withdrawn before, Withdrawn now) {
        return !people(before).entrySet().containsAll(people(now).entrySet());
    }

    private static Map<PersonId, Standing> people(Withdrawn withdrawn) {
        return switch (withdrawn) {
            case Withdrawn.As as -> as.people();
            case Withdrawn.Unreadable _ -> Map.of();
        };
    }

    /// Nobody is named any more: that takes nothing away.
    @Override
    public void remove(RecordKey key) {
        rights.remove(key);
    }

    @Override
    public void deny(RecordKey key) {
        rights.deny(key);
        if (listening.wants()) {
            listening.concerned(new Concern.OfStudent(key.district(), new StudentId(key.id())));
        }
    }

    @Override
    public int size() {
        return rights.size();
    }
}
