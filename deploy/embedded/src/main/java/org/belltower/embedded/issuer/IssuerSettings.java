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
        if (clients.stream().map(Client::id).distinct().count() < clients.size()) {
            throw new IllegalArgumentException("two clients have one id");
        }
        if (users.stream().map(User::username).distinct().count() < users.size()) {
            throw new IllegalArgumentException("two users have one name");
        }
    }
}
