package org.belltower.rules.threshold;

import java.math.BigDecimal;
import java.time.Instant;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.model.change.Value;
import org.belltower.rules.trigger.Known;
import org.jspecify.annotations.Nullable;

/// Whether a change is told under a subscription (A6, I-14): a pure function of the previous value, the new value
/// and the threshold, with no armed state anywhere.
///
/// Without a threshold every change is told. With one, the new value must be a number below it, and the previous
/// value must have been at or above it, or unknown (a state such as "missing" is no number, nor is a letter of which
/// nobody says what it is worth), or reached before the moment at which this subscription or threshold was set. So
/// staying below does not repeat, rising re-arms, equal is not below, and a new threshold fires at most once, at the
/// next live change.
public final class Crossing {
    private Crossing() {}

    public static boolean told(Subscription subscription, Value current, @Nullable Known previous) {
        Threshold threshold = subscription.threshold();
        if (threshold == null) {
            return true;
        }
        return isBelow(current, threshold.below()) && !wasBelow(previous, threshold, since(subscription, threshold));
    }

    /// The later of the two: switching a category on anew, or setting a threshold anew, asks anew.
    private static Instant since(Subscription subscription, Threshold threshold) {
        return subscription.since().isAfter(threshold.since()) ? subscription.since() : threshold.since();
    }

    private static boolean wasBelow(@Nullable Known previous, Threshold threshold, Instant since) {
        return previous != null && !previous.reached().isBefore(since) && isBelow(previous.value(), threshold.below());
    }

    /// What a letter is worth only its scale can tell: without it, it is below nothing (I-15).
    private static boolean isBelow(@Nullable BigDecimal worth, BigDecimal threshold) {
        return worth != null && worth.compareTo(threshold) < 0;
    }

    private static boolean isBelow(Value value, BigDecimal threshold) {
        return switch (value) {
            case Value.Quantity quantity -> quantity.number().compareTo(threshold) < 0;
            case Value.Letter letter -> isBelow(letter.worth(), threshold);
            case Value.State _ -> false;
        };
    }
}
