package org.belltower.dispatch.send;

import java.time.Instant;
import org.belltower.dispatch.flow.Hold;
import org.belltower.model.AppId;
import org.jspecify.annotations.Nullable;

/// A wait that is too long for a place in hand.
///
/// @param due not before this
/// @param heldBy what keeps it back: not before that is over; null for nothing
/// @param failures how often the push was sent in vain
public record Deferment(AppId app, Instant due, @Nullable Hold heldBy, int failures) {}
