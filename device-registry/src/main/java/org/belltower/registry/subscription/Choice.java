package org.belltower.registry.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.model.change.Value;
import org.jspecify.annotations.Nullable;

/// What is said of a category. Off, blank and 0 are three things (A6). What an app is told of a choice beside this,
/// when and in what unit, it may bring back: that says nothing.
///
/// @param below the threshold of a category that is on: a percentage, or an amount in units of the account's
///     currency; null is blank, and every change notifies; 0 is a threshold like any other
@JsonIgnoreProperties({"since", "belowSince", "unit"})
public record Choice(boolean on, @Nullable BigDecimal below) {
    public static final Choice OFF = new Choice(false, null);

    public Choice {
        if (!on && below != null) {
            throw new InvalidFieldException("below", "must be left out: the category is off");
        }
        below = below == null ? null : Value.bounded("below", below);
    }

    /// What a subscription says, without its moments.
    public static Choice of(Subscription subscription) {
        Threshold threshold = subscription.threshold();
        return new Choice(true, threshold == null ? null : threshold.below());
    }

    /// What is on from now. What stays on keeps the moment it was switched on, and a threshold that stays the
    /// same keeps its own; so choosing the same again changes nothing (A6). Pure.
    ///
    /// @param current null if it is off
    /// @return empty if it is off
    public Optional<Subscription> applyTo(@Nullable Subscription current, Instant now) {
        if (!on) {
            return Optional.empty();
        }
        Instant since = current == null ? now : current.since();
        return Optional.of(new Subscription(since, threshold(current, now)));
    }

    private @Nullable Threshold threshold(@Nullable Subscription current, Instant now) {
        if (below == null) {
            return null;
        }
        Threshold threshold = current == null ? null : current.threshold();
        return threshold != null && threshold.below().compareTo(below) == 0 ? threshold : new Threshold(below, now);
    }
}
