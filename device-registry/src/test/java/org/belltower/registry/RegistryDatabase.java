package org.belltower.registry;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.Role;
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

    /// As the service's pool; a caller waits for a connection at most 20 s.
    public AgroalDataSource applicationPool(int size) {
        return pool(database.jdbcUrl(), database.roles().application(), size);
    }

    /// A pool as any role of any database.
    public static AgroalDataSource pool(String jdbcUrl, Role role, int size) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(size)
                            .acquisitionTimeout(Duration.ofSeconds(20))
                            .connectionFactoryConfiguration(connection -> connection
                                    .jdbcUrl(jdbcUrl)
                                    .principal(new NamePrincipal(role.name()))
                                    .credential(new SimplePassword(role.password())))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// They wait for nobody.
    public DistrictTransactions transactions() {
        return new DistrictTransactions(application(), () -> {}, _ -> {});
    }
}
