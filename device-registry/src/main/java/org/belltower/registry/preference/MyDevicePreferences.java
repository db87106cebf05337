package org.belltower.registry.preference;

import java.util.Map;
import org.belltower.model.Category;
import org.belltower.model.audience.Subscription;
import org.belltower.registry.subscription.DeviceChoices;

/// What a person chose for one device, as they are told.
///
/// @param categories those that do not follow the person's default
public record MyDevicePreferences(Map<Category, ChosenCategory> categories, boolean officeMessages) {
    public static MyDevicePreferences of(
            DeviceChoices choices, Map<Category, Subscription> defaults, boolean officeMessages) {
        return new MyDevicePreferences(ChosenCategory.of(choices.own(), choices.effective(defaults)), officeMessages);
    }
}
