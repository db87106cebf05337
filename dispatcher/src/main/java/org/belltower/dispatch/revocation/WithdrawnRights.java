package org.belltower.dispatch.revocation;

import java.util.Map;
import java.util.stream.Collectors;
import org.belltower.dispatch.replica.Copy;
import org.belltower.dispatch.replica.PackedRecords;
import org.belltower.dispatch.replica.Packer;
import org.belltower.dispatch.replica.Unpacker;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Standing;
import org.belltower.model.wire.RecordKey;

/// Of every student with a record: whose right is withdrawn or bounded. Packed, one array of bytes for each:
/// district, student and version ([PackedRecords]), then how many people are named, and of each the id and
/// what they are to the student ([PackedStanding]). What it takes is measured by the benchmark `copies`.
///
/// Thread-safe.
public final class WithdrawnRights implements Copy<Revocations> {
    private static final Withdrawn UNREADABLE = new Withdrawn.Unreadable();
    /// In place of a count of people.
    private static final int ANYONE = -1;

    private final PackedRecords students = new PackedRecords();

    public Withdrawn of(DistrictId district, StudentId student) {
        return students.find(district, student.value())
                .map(WithdrawnRights::unpacked)
                .orElse(Withdrawn.NOTHING);
    }

    @Override
    public void put(Revocations message) {
        // Somebody named twice is a defect, and denies.
        Map<PersonId, Standing> people = message.revoked().stream()
                .collect(Collectors.toMap(Revocations.Revoked::person, Revocations.Revoked::standing));
        students.put(message.district(), message.student().value(), message.version(), to -> pack(people, to));
    }

    @Override
    public void remove(RecordKey key) {
        students.remove(key.district(), new StudentId(key.id()).value());
    }

    /// Nobody of the student is told. Any record that can be read is newer.
    @Override
    public void deny(RecordKey key) {
        students.replace(key.district(), new StudentId(key.id()).value(), Long.MIN_VALUE, to -> to.number(ANYONE));
    }

    @Override
    public int size() {
        return students.size();
    }

    /// Grows with each change, after it can be found.
    public long changes() {
        return students.changes();
    }

    private static void pack(Map<PersonId, Standing> people, Packer to) {
        to.number(people.size());
        people.forEach((person, standing) -> {
            to.text(person.value());
            PackedStanding.pack(standing, to);
        });
    }

    private static Withdrawn unpacked(PackedRecords.Found found) {
        Unpacker from = found.rest();
        long count = from.number();
        if (count == ANYONE) {
            return UNREADABLE;
        }
        return new Withdrawn.As(found.version(), people((int) count, from));
    }

    /// The map is one that is taken as it is, not copied once more.
    private static Map<PersonId, Standing> people(int count, Unpacker from) {
        @SuppressWarnings("unchecked") // No array of a type with parameters can be made.
        var people = (Map.Entry<PersonId, Standing>[]) new Map.Entry<?, ?>[count];
        for (int named = 0; named < count; named++) {
            people[named] = Map.entry(new PersonId(from.text()), PackedStanding.unpacked(from));
        }
        return Map.ofEntries(people);
    }
}
