package org.belltower.registry.district;

import org.belltower.model.InvalidFieldException;

/// A district's own settings, as the roster brings them. The [MasterSwitch] and the [PortalOptions] are its staff's.
///
/// @param foodService whether the district has food service at all (A3)
/// @param activeYear the Active Year, by the calendar year in which it ends: 2027 for 2026-27 (A8)
public record District(String name, boolean foodService, int activeYear) {
    public District {
        InvalidFieldException.text("name", name, 255);
        Calendar.checkYear("activeYear", activeYear);
    }
}
