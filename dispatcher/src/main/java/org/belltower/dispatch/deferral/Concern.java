package org.belltower.dispatch.deferral;

import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;

/// Which pushes are concerned by something that happened.
public sealed interface Concern {
    DistrictId district();

    /// Those to a device: its right was withdrawn, or it is gone.
    record OfDevice(DistrictId district, DeviceId device) implements Concern {}

    /// Those about a student.
    record OfStudent(DistrictId district, StudentId student) implements Concern {}

    /// All of a district: more happened in it than is told one by one.
    record OfDistrict(DistrictId district) implements Concern {}
}
