package org.belltower.registry.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.model.Area;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.SessionState;
import org.belltower.model.audience.Subscription;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.push.Binding.Permission;
import org.belltower.registry.district.PortalOptions;
import org.belltower.registry.preference.Personal;
import org.belltower.registry.subscription.DeviceChoices;

/// What is kept that the settings of a person on a device follow from, read at one moment.
///
/// @param options of the district
/// @param settings of the district, and of the students' schools and calendars
/// @param defaults what is on by the person's default
public record Holding(
        DistrictId id,
        PortalOptions options,
        SettingsView settings,
        Phone phone,
        List<OwnStudent> students,
        Map<Category, Subscription> defaults,
        DeviceChoices choices,
        boolean officeMessages,
        Personal personal) {

    /// What counts of a device.
    ///
    /// @param unsupported whether the district does not support it (A17)
    /// @param areas those that its app has
    /// @param reachable whether it has a token
    public record Phone(
            SessionState session, boolean unsupported, Permission permission, boolean reachable, Set<Area> areas) {}
}
