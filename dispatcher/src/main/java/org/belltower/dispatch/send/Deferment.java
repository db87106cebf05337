package org.belltower.dispatch.send;

import java.time.Instant;
import org.belltower.dispatch.flow.Credential;
import org.belltower.model.AppId;
import org.jspecify.annotations.Nullable;

/// A wait that is too long for a place in hand.
///
/// @param due not before this
/// @param heldBy the credential whose provider is away: not before it is back; null for none
/// @param failures how often the push was sent in vain
public record Deferment(AppId app, Instant due, @Nullable Credential heldBy, int failures) {}
