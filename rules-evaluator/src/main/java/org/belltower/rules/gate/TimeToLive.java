package org.belltower.rules.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.belltower.model.Category;

/// For how long a change is worth a push, counted from when it happened (I-22): what Belltower learns
/// of later, or cannot send before, is found in the app.
///
/// @param byCategory each category's
public record TimeToLive(Map<Category, Duration> byCategory) {
    /// @throws IllegalArgumentException if one is missing, or not positive
    public TimeToLive {
        byCategory = Collections.unmodifiableMap(new EnumMap<>(byCategory));
        for (Category category : Category.values()) {
            Duration life = byCategory.get(category);
            if (life == null || !life.isPositive()) {
                throw new IllegalArgumentException("the time to live of " + category + " must be positive");
            }
        }
    }

    /// The same for all.
    public static TimeToLive ofAll(Duration life) {
        Map<Category, Duration> all = new EnumMap<>(Category.class);
        Arrays.stream(Category.values()).forEach(category -> all.put(category, life));
        return new TimeToLive(all);
    }

    /// Until when it may leave.
    ///
    /// @param happened by the producer's clock
    /// @param accepted by ours: what happened later is told by a clock that is fast
    public Instant end(Category category, Instant happened, Instant accepted) {
        Instant from = happened.isAfter(accepted) ? accepted : happened;
        return from.plus(byCategory.getOrDefault(category, Duration.ZERO));
    }
}
