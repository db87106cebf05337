package org.belltower.registry.preference;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.registry.subscription.Choices;

/// What a person chooses for one device, as a whole.
///
/// @param categories one that is left out follows the person's default
/// @param officeMessages whether the device is told what the office sends (B3)
public record DevicePreferences(Choices categories, boolean officeMessages) {
    public DevicePreferences {
        required("categories", categories);
    }
}
