package org.belltower.embedded.issuer;

import java.util.List;
import java.util.Set;

/// A person who may sign in.
///
/// @param username what is typed, and the `sub` of the tokens
/// @param password hashed
/// @param district of all the tokens
/// @param person the person's id in the registry
/// @param groups the user groups, which settings turn into tool rights
/// @param scopes the most that the tokens may carry
public record User(
        String username,
        PasswordHash password,
        String district,
        String person,
        List<String> groups,
        Set<String> scopes) {
    public User {
        groups = List.copyOf(groups);
        scopes = Set.copyOf(scopes);
    }

    /// Names the user by the person's id only.
    @Override
    public String toString() {
        return "User[district=" + district + ", person=" + person + "]";
    }
}
