package org.belltower.model.audience;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.wire.RecordKey;

/// Stands in the place of [Revocations] that are larger than a record may be: nobody of the student may be told,
/// whoever they are (I-2). A type of its own, so that a reader who does not know it cannot take it for "nobody is
/// named": what cannot be read denies as well.
///
/// @param version as that of [Revocations]
public record RevocationsWithheld(DistrictId district, StudentId student, long version) {
    public RevocationsWithheld {
        required("district", district);
        required("student", student);
    }

    public RecordKey key() {
        return new RecordKey(district, student.value());
    }
}
