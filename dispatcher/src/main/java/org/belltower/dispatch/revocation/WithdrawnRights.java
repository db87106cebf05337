package org.belltower.dispatch.revocation;

import java.util.Map;
import java.util.stream.Collectors;
import org.belltower.dispatch.replica.Copy;
import org.belltower.dispatch.replica.Newest;
import org.belltower.dispatch.replica.Shared;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Standing;
import org.belltower.model.wire.RecordKey;

/// Of every student with a record: whose right is withdrawn or bounded.
///
/// Kept of a record are its version and the people it names; districts and standings are shared, and a record that
/// names nobody is a key and a version. A million students took, on a 64-bit JDK 25 with ids of ten digits, 162 bytes
/// each if nobody is named and 267 with one person; with ids of 36 characters 186, 316, and 462 with two.
///
/// Thread-safe.
public final class WithdrawnRights implements Copy<Revocations> {
    private static final Withdrawn UNREADABLE = new Withdrawn.Unreadable();

    private final Newest<Key, Withdrawn> students = new Newest<>(WithdrawnRights::version);
    private final Shared shared = new Shared();

    public Withdrawn of(DistrictId district, StudentId student) {
        return students.find(new Key(district, student)).orElse(Withdrawn.NOTHING);
    }

    @Override
    public void put(Revocations message) {
        Map<PersonId, Standing> people = message.revoked().stream()
                .collect(Collectors.toMap(Revocations.Revoked::person, revoked -> shared.once(revoked.standing())));
        students.put(
                new Key(shared.once(message.district()), message.student()),
                new Withdrawn.As(message.version(), people));
    }

    @Override
    public void remove(RecordKey key) {
        students.remove(key(key));
    }

    /// Nobody of the student is told.
    @Override
    public void deny(RecordKey key) {
        students.replace(key(key), UNREADABLE);
    }

    @Override
    public int size() {
        return students.size();
    }

    /// Any that can be read is newer than one that cannot.
    private static long version(Withdrawn withdrawn) {
        return switch (withdrawn) {
            case Withdrawn.As as -> as.version();
            case Withdrawn.Unreadable _ -> Long.MIN_VALUE;
        };
    }

    private Key key(RecordKey key) {
        return new Key(shared.once(key.district()), new StudentId(key.id()));
    }

    private record Key(DistrictId district, StudentId student) {}
}
