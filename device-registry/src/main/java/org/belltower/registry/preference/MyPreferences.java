package org.belltower.registry.preference;

import java.util.Map;
import org.belltower.model.Category;
import org.belltower.model.audience.Subscription;
import org.belltower.registry.district.Language;
import org.belltower.registry.subscription.Choices;
import org.jspecify.annotations.Nullable;

/// What a person chose for all of their devices, as they are told.
///
/// @param categories those that are on
public record MyPreferences(
        Map<Category, ChosenCategory> categories,
        @Nullable Language language,
        boolean detail,
        @Nullable QuietHours quietHours) {

    public static MyPreferences of(Map<Category, Subscription> defaults, Personal personal) {
        return new MyPreferences(
                ChosenCategory.of(Choices.of(defaults), defaults),
                personal.language(),
                personal.detail(),
                personal.quietHours());
    }
}
