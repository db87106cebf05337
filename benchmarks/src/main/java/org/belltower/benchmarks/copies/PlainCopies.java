package org.belltower.benchmarks.copies;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.belltower.dispatch.replica.Newest;
import org.belltower.dispatch.revocation.Withdrawn;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Standing;
import org.belltower.model.push.Binding;

/// The rivals: maps of the records themselves, as anybody would begin.
final class PlainCopies {
    private PlainCopies() {}

    static final class Bindings {
        private final Newest<Device, Binding> devices = new Newest<>(Binding::version);

        void put(Binding binding) {
            devices.put(new Device(binding.district(), binding.device()), binding);
        }

        Optional<Binding> find(DistrictId district, DeviceId device) {
            return devices.find(new Device(district, device));
        }

        private record Device(DistrictId district, DeviceId device) {}
    }

    static final class WithdrawnRights {
        private final Newest<Student, Withdrawn.As> students = new Newest<>(Withdrawn.As::version);

        void put(Revocations record) {
            Map<PersonId, Standing> people = record.revoked().stream()
                    .collect(Collectors.toMap(Revocations.Revoked::person, Revocations.Revoked::standing));
            students.put(new Student(record.district(), record.student()), new Withdrawn.As(record.version(), people));
        }

        Withdrawn of(DistrictId district, StudentId student) {
            return students.find(new Student(district, student))
                    .<Withdrawn>map(as -> as)
                    .orElse(Withdrawn.NOTHING);
        }

        private record Student(DistrictId district, StudentId student) {}
    }
}
