package org.belltower.embedded.postgres;

/// The three roles of a service with a database. None is a superuser, none can bypass row-level security,
/// create roles or databases.
///
/// @param owner owns the database and all that migrations make in it; forced row-level security holds for it
/// too
/// @param application the service at run time: may use the schema, and tables as far as migrations grant
/// @param relay the part that works across districts: the same, with what migrations grant to it
public record ServiceRoles(Role owner, Role application, Role relay) {
    /// The names that the migrations' grants use: `belltower_owner`, `belltower_app`, `belltower_relay`.
    public static ServiceRoles belltower(String ownerPassword, String applicationPassword, String relayPassword) {
        return new ServiceRoles(
                new Role("belltower_owner", ownerPassword),
                new Role("belltower_app", applicationPassword),
                new Role("belltower_relay", relayPassword));
    }
}
