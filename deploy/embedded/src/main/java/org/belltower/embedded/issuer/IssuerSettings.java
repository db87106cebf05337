package org.belltower.embedded.issuer;

import java.util.List;

/// What an issuer starts with.
///
/// @param port 0 for a free one
public record IssuerSettings(int port, SigningKey key, List<Client> clients, List<User> users) {
    public IssuerSettings {
        clients = List.copyOf(clients);
        users = List.copyOf(users);
    }
}
