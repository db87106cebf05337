package org.belltower.embedded.postgres;

/// A database role that can log in. `toString` masks the password.
///
/// @param name a plain lower-case SQL name
/// @param password not empty
public record Role(String name, String password) {
    public Role {
        SqlName.check(name);
        if (password.isEmpty()) {
            throw new IllegalArgumentException("a role needs a password: " + name);
        }
    }

    @Override
    public String toString() {
        return "Role[" + name + "]";
    }
}
