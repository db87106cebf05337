package org.belltower.model.audience;

import static org.belltower.model.InvalidFieldException.required;

import java.util.List;
import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.wire.RecordKey;

/// Those of a student's people whose right is withdrawn or bounded, as committed in the system of record at one moment.
/// A push that was decided with an older audience is judged by it when it leaves (A9, I-4). Whoever is not named has an
/// unbounded right, or never had one.
///
/// @param version drawn from the same numbers as the audiences'; a reader ignores a lower one
/// @param revoked nobody twice
public record Revocations(DistrictId district, StudentId student, long version, List<Revoked> revoked) {
    public Revocations {
        required("district", district);
        required("student", student);
        revoked = List.copyOf(required("revoked", revoked));
    }

    /// One of them, with what they are to the student now.
    public record Revoked(PersonId person, Standing standing) {
        public Revoked {
            required("person", person);
            required("standing", standing);
        }
    }

    /// @return empty if the person is not named
    public Optional<Standing> standing(PersonId person) {
        return revoked.stream()
                .filter(named -> named.person().equals(person))
                .map(Revoked::standing)
                .findFirst();
    }

    public RecordKey key() {
        return new RecordKey(district, student.value());
    }
}
