package org.belltower.embedded.issuer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Whom an issuer knows at a moment. Immutable.
///
/// @param clients by id
/// @param users by name
/// @param decoys nobody's hashes, each as slow to check as some user's
record Registered(Map<String, Client> clients, Map<String, User> users, List<PasswordHash> decoys) {
    Registered {
        clients = Map.copyOf(clients);
        users = Map.copyOf(users);
        decoys = List.copyOf(decoys);
    }

    /// @throws IllegalArgumentException if an id or a name comes twice
    static Registered of(List<Client> clients, List<User> users) {
        if (clients.stream().map(Client::id).distinct().count() < clients.size()) {
            throw new IllegalArgumentException("two clients have one id");
        }
        if (users.stream().map(User::username).distinct().count() < users.size()) {
            throw new IllegalArgumentException("two users have one name");
        }
        return new Registered(
                clients.stream().collect(Collectors.toMap(Client::id, Function.identity())),
                users.stream().collect(Collectors.toMap(User::username, Function.identity())),
                users.stream()
                        .map(user -> PasswordHash.asSlowAs(user.password()))
                        .toList());
    }

    /// All that any client may have.
    Set<String> scopes() {
        return clients.values().stream()
                .flatMap(client -> client.scopes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// How many there are, and no names.
    @Override
    public String toString() {
        return "Registered[" + clients.size() + " clients, " + users.size() + " users]";
    }
}
