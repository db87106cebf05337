package org.belltower.registry;

import javax.sql.DataSource;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.ServiceDatabase;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.ModelColumns;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// A new, migrated database without the service.
public final class RegistryDatabase {
    private final ServiceDatabase database = Backends.freshDatabase();

    public RegistryDatabase() {
        Flyway.configure()
                .dataSource(database.connectAs(database.roles().owner()))
                .load()
                .migrate();
    }

    /// Unpooled, as the relay's role.
    public DataSource relaySource() {
        return database.connectAs(database.roles().relay());
    }

    /// For a process of its own: as the relay's role.
    public ServiceDatabase address() {
        return database;
    }

    /// Sees across districts what no role of the service sees: who owns which token.
    public Jdbi owner() {
        return Jdbi.create(database.connectAs(database.roles().owner())).installPlugin(new ModelColumns());
    }

    public Jdbi relay() {
        return Jdbi.create(relaySource()).installPlugin(new ModelColumns());
    }

    public Jdbi application() {
        return Jdbi.create(database.connectAs(database.roles().application())).installPlugin(new ModelColumns());
    }

    /// They wait for nobody.
    public DistrictTransactions transactions() {
        return new DistrictTransactions(application(), () -> {}, _ -> {});
    }
}
