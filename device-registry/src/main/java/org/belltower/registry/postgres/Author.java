package org.belltower.registry.postgres;

import org.belltower.service.identity.Actor;
import org.jspecify.annotations.Nullable;

/// Who a write is done for, and from where: what the audit tells of both (I-54).
///
/// @param client the application that the caller's token was issued to; null if nobody calls, or the token
///     names none
/// @param address the network address that the call came from, in digits; null if nobody calls, or it has
///     none
public record Author(
        Actor actor, @Nullable String client, @Nullable String address) {
    /// Of what no call is behind.
    static Author of(Actor.Service service) {
        return new Author(service, null, null);
    }

    /// How the database is told of the actor.
    String kindAndId() {
        String kind = switch (actor) {
            case Actor.Person _ -> "person";
            case Actor.Client _ -> "client";
            case Actor.Service _ -> "service";
        };
        return kind + ":" + actor.id();
    }
}
