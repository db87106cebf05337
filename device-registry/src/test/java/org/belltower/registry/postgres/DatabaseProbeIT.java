package org.belltower.registry.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.belltower.embedded.Backends;
import org.belltower.embedded.host.FreePorts;
import org.belltower.embedded.postgres.Role;
import org.belltower.embedded.postgres.ServiceDatabase;
import org.belltower.service.probe.DatabaseProbe;
import org.belltower.service.probe.Probe;
import org.junit.jupiter.api.Test;

/// A12: by the service's own pool.
class DatabaseProbeIT {
    private final ServiceDatabase database = Backends.freshDatabase();

    @Test
    void a_database_that_answers_is_reached() throws Exception {
        try (AgroalDataSource pool = pool(database.jdbcUrl())) {
            assertThat(asked(pool)).isEqualTo(new Probe.Found.Reached());
        }
    }

    @Test
    void a_pool_that_has_no_connection_to_give_tells_nothing_of_the_database() throws Exception {
        try (AgroalDataSource pool = pool(database.jdbcUrl());
                Connection _ = pool.getConnection()) {
            assertThat(asked(pool)).isEqualTo(new Probe.Found.NotAsked("pool-busy"));
        }
    }

    @Test
    void a_database_that_takes_no_connection_is_away() throws Exception {
        try (AgroalDataSource pool = pool("jdbc:postgresql://127.0.0.1:" + FreePorts.find() + "/nothing")) {
            assertThat(asked(pool)).isEqualTo(new Probe.Found.Away("no-connection"));
        }
    }

    @Test
    void a_database_that_takes_a_connection_and_says_nothing_is_away() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                AgroalDataSource pool =
                        pool("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/nothing?socketTimeout=5")) {
            assertThat(asked(pool)).isEqualTo(new Probe.Found.Away("no-connection"));
        }
    }

    private static Probe.Found asked(AgroalDataSource pool) {
        return new DatabaseProbe(pool, Duration.ofSeconds(10)).ask();
    }

    /// Of one connection, which is waited for a second.
    private AgroalDataSource pool(String url) throws SQLException {
        Role role = database.roles().application();
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .acquisitionTimeout(Duration.ofSeconds(1))
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(url)
                                .principal(new NamePrincipal(role.name()))
                                .credential(new SimplePassword(role.password())))));
    }
}
