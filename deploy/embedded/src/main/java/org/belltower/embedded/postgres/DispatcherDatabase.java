package org.belltower.embedded.postgres;

import javax.sql.DataSource;

/// The dispatcher's database, ready for its migrations. It is its own: no role of another service
/// may connect to it.
///
/// @param jdbcUrl without user and password
/// @param roles who may connect to it
public record DispatcherDatabase(String jdbcUrl, Roles roles) {
    /// Neither is a superuser, neither can bypass row-level security, create roles or databases.
    ///
    /// @param owner owns the database and all that migrations make in it
    /// @param application the service at run time, as far as migrations grant
    public record Roles(Role owner, Role application) {
        /// The names that the migrations' grants use: `belltower_dispatcher_owner`,
        /// `belltower_dispatcher`.
        public static Roles belltower(String ownerPassword, String applicationPassword) {
            return new Roles(
                    new Role("belltower_dispatcher_owner", ownerPassword),
                    new Role("belltower_dispatcher", applicationPassword));
        }
    }

    /// Connections as this role, unpooled.
    public DataSource connectAs(Role role) {
        return role.connectTo(jdbcUrl);
    }
}
