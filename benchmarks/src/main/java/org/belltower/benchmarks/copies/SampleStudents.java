package org.belltower.benchmarks.copies;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.dispatch.revocation.Withdrawn;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Revocations.Revoked;
import org.belltower.model.audience.Standing;

/// Records of students, made anew at each call from their number.
///
/// @param uuids whether ids are UUIDs, else of ten digits
/// @param named how many people of each student are named: guardians whose right ends on the day before the
///     student is grown up, which is one of eighteen years and the same for both
record SampleStudents(boolean uuids, int named) {
    static final DistrictId DISTRICT = new DistrictId("north");
    /// Between the ids of two students, so that none is another's.
    private static final long STRIDE = 9_973;

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int DAYS = 18 * 365;

    StudentId student(int number) {
        return student(number, new SplittableRandom(number));
    }

    Revocations record(int number) {
        SplittableRandom random = new SplittableRandom(number);
        StudentId student = student(number, random);
        Standing standing = new Standing.Guardian(true, false, null, TODAY.plusDays(random.nextInt(DAYS)));
        List<Revoked> revoked = IntStream.range(0, named)
                .mapToObj(_ -> new Revoked(new PersonId(id(random)), standing))
                .toList();
        return new Revocations(DISTRICT, student, 1_000_000L + number, revoked);
    }

    Withdrawn withdrawn(int number) {
        Revocations record = record(number);
        return new Withdrawn.As(
                record.version(),
                record.revoked().stream().collect(Collectors.toMap(Revoked::person, Revoked::standing)));
    }

    private StudentId student(int number, SplittableRandom random) {
        return new StudentId(uuids ? id(random) : Long.toString(1_000_000_000L + number * STRIDE));
    }

    private String id(SplittableRandom random) {
        return uuids
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : Long.toString(random.nextLong(1_000_000_000L, 10_000_000_000L));
    }
}
