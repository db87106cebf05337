package org.belltower.local.demo.provider;

import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;

/// A device of a district: ids are not unique across districts.
public record Phone(DistrictId district, DeviceId device) {
    @Override
    public String toString() {
        return device + " (" + district + ")";
    }
}
