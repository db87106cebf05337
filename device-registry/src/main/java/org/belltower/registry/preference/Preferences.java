package org.belltower.registry.preference;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.registry.district.Language;
import org.belltower.registry.subscription.Choices;
import org.jspecify.annotations.Nullable;

/// What a person chooses for all of their devices, as a whole.
///
/// @param categories one that is left out is off
/// @param language null: the district's
/// @param detail consent to detail in change notifications; it needs the district's too (C7)
/// @param quietHours null: none
public record Preferences(
        Choices categories,
        @Nullable Language language,
        boolean detail,
        @Nullable QuietHours quietHours) {
    public Preferences {
        required("categories", categories);
    }
}
