package org.belltower.registry.settings;

import java.math.BigDecimal;
import java.time.Instant;
import org.belltower.registry.subscription.ThresholdUnit;
import org.jspecify.annotations.Nullable;

/// What holds of a category on a device.
///
/// @param label the words of the settings page
/// @param since when what was chosen became so on this device; null if it is off or mandatory
/// @param below null: every change notifies. A mandatory category has no threshold, whatever was chosen
/// @param belowSince when the threshold became so on this device
/// @param unit what a threshold counts in, if the category takes one
/// @param least the least threshold, if the category takes one
/// @param most the greatest threshold, if the category takes one
/// @param activity whether a change could be told about one of the person's students
public record EffectiveCategory(
        String label,
        boolean on,
        Source source,
        @Nullable Instant since,
        @Nullable BigDecimal below,
        @Nullable Instant belowSince,
        @Nullable ThresholdUnit unit,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        Activity activity) {

    /// Who said whether it is on.
    public enum Source {
        /// The district: it is on for everyone.
        MANDATORY,
        /// The person, for this device.
        DEVICE,
        /// The person, for all of their devices.
        USER,
        /// Nobody: it is off.
        OFF
    }
}
