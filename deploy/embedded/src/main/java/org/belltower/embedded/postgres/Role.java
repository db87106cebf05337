package org.belltower.embedded.postgres;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

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

    /// Connections to this database as this role, unpooled.
    public DataSource connectTo(String jdbcUrl) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(name);
        source.setPassword(password);
        return source;
    }

    @Override
    public String toString() {
        return "Role[" + name + "]";
    }
}
