package org.belltower.model.audience;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Map;
import org.belltower.model.AppId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.SessionState;

/// A device of a member, with what was chosen for it (A5). A category that is not there is off.
///
/// @param sessionEpoch grows with each of the device's sign-ins; a push carries it, and dies with it
public record AudienceDevice(
        DeviceId device,
        AppId app,
        long sessionEpoch,
        SessionState session,
        Map<Category, Subscription> subscriptions) {
    public AudienceDevice {
        required("device", device);
        required("app", app);
        required("session", session);
        subscriptions = Map.copyOf(required("subscriptions", subscriptions));
    }
}
