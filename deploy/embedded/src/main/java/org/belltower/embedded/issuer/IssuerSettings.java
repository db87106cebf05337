package org.belltower.embedded.issuer;

import java.util.List;

/// What an issuer starts with.
///
/// @param port 0 for a free one
/// @param clients with ids that differ
/// @param users with names that differ, over all districts
public record IssuerSettings(int port, SigningKey key, List<Client> clients, List<User> users) {
    public IssuerSettings {
        clients = List.copyOf(clients);
        users = List.copyOf(users);
    }

    /// @throws IllegalArgumentException if an id or a name comes twice
    Registered registered() {
        return Registered.of(clients, users);
    }
}
