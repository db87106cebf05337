package org.belltower.embedded.postgres;

import javax.sql.DataSource;

/// A database of one service, ready for its migrations.
///
/// @param jdbcUrl without user and password
/// @param roles who may connect to it
public record ServiceDatabase(String jdbcUrl, ServiceRoles roles) {
    /// Connections as this role, unpooled.
    public DataSource connectAs(Role role) {
        return role.connectTo(jdbcUrl);
    }
}
