package org.belltower.registry.preference;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.belltower.model.Category;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.registry.subscription.Choices;
import org.belltower.registry.subscription.ThresholdUnit;
import org.jspecify.annotations.Nullable;

/// What was chosen of a category, as the app is told: it may be written back as it is.
///
/// @param since when it was switched on; null if it is off
/// @param below null: none, and every change notifies
/// @param belowSince when the threshold was set
/// @param unit what a threshold counts in; null if the category takes none
public record ChosenCategory(
        boolean on,
        @Nullable Instant since,
        @Nullable BigDecimal below,
        @Nullable Instant belowSince,
        @Nullable ThresholdUnit unit) {

    /// @param choices what was chosen
    /// @param on what is on of it
    static Map<Category, ChosenCategory> of(Choices choices, Map<Category, Subscription> on) {
        Map<Category, ChosenCategory> chosen = new EnumMap<>(Category.class);
        choices.categories()
                .forEach((category, choice) ->
                        chosen.put(category, of(category, choice.on() ? on.get(category) : null)));
        return chosen;
    }

    private static ChosenCategory of(Category category, @Nullable Subscription subscription) {
        Threshold threshold = subscription == null ? null : subscription.threshold();
        return new ChosenCategory(
                subscription != null,
                subscription == null ? null : subscription.since(),
                threshold == null ? null : threshold.below(),
                threshold == null ? null : threshold.since(),
                ThresholdUnit.of(category).orElse(null));
    }
}
