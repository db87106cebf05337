package org.belltower.dispatch.send;

import java.time.Instant;
import org.belltower.model.push.Push;

/// Where a push stands on its way.
///
/// @param began when this dispatcher took it in hand
/// @param failures how often it was sent in vain
/// @param notBefore when it may be sent again
public record Journey(Push push, Instant began, int failures, Instant notBefore) {
    public static Journey begin(Push push, int failures, Instant now) {
        return new Journey(push, now, failures, now);
    }

    Journey failed(Instant again) {
        return new Journey(push, began, failures + 1, again);
    }
}
