package org.belltower.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.embedded.host.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    private static final ServiceRoles ROLES = ServiceRoles.belltower("owner-1", "app-1", "relay-1");
    private static final String COUNT = "SELECT count(*) FROM mark";

    @Test
    void what_was_committed_survives_a_kill_of_postgres(@TempDir Path folder) throws Exception {
        try (EmbeddedDatabase postgres = EmbeddedDatabase.start(folder, 0, true, "secret")) {
            ServiceDatabase registry = postgres.createServiceDatabase("registry", ROLES);
            Sql.execute(registry, ROLES.owner(), "CREATE TABLE mark (id int)", "INSERT INTO mark VALUES (1)");
            assertThatThrownBy(() -> ownedByAnother(folder, FreePorts.find()))
                    .hasMessageContaining("another process is using");
            assertThat(Sql.number(registry, ROLES.owner(), COUNT)).isEqualTo(1);

            postgres.kill();
            assertThatThrownBy(() -> Sql.number(registry, ROLES.owner(), COUNT)).isInstanceOf(SQLException.class);
            postgres.restart();
            assertThat(Sql.number(registry, ROLES.owner(), COUNT)).isEqualTo(1);
        }
        assertThat(Postmaster.runningOn(folder.resolve("data"))).isEmpty();
    }

    @Test
    void a_postgres_whose_owner_was_killed_is_replaced(@TempDir Path folder) throws Exception {
        int port = FreePorts.find();
        Path data = folder.resolve("data");
        ownedByAnother(folder, port).kill();
        long orphan = Postmaster.runningOn(data).orElseThrow().pid();
        var administrator = new DatabaseServer("127.0.0.1", port, new Role("postgres", "secret"));
        ServiceDatabase registry = administrator.createServiceDatabase("registry", ROLES);
        Sql.execute(registry, ROLES.owner(), "CREATE TABLE mark (id int)", "INSERT INTO mark VALUES (1)");

        try (Connection client = registry.connectAs(ROLES.owner()).getConnection();
                EmbeddedDatabase next = EmbeddedDatabase.start(folder, port, true, "secret")) {
            assertThat(ProcessHandle.of(orphan)).isEmpty();
            assertThat(client.isValid(1)).isFalse();
            assertThat(next.createServiceDatabase("registry", ROLES)).isEqualTo(registry);
            assertThat(Sql.number(registry, ROLES.owner(), COUNT)).isEqualTo(1);
        }
    }

    @Test
    void a_record_that_names_somebody_elses_process_does_not_keep_it_from_starting(@TempDir Path folder)
            throws Exception {
        EmbeddedDatabase.start(folder, 0, false, "secret").close();
        Path data = folder.resolve("data");
        Files.write(
                data.resolve("postmaster.pid"),
                List.of("" + ProcessHandle.current().pid(), data.toString()));
        try (EmbeddedDatabase postgres = EmbeddedDatabase.start(folder, 0, false, "secret")) {
            assertThat(postgres.createServiceDatabase("registry", ROLES).jdbcUrl())
                    .endsWith("/registry");
        }
    }

    private static ChildJvm ownedByAnother(Path folder, int port) {
        return ChildJvm.start(OwnerToBeKilled.class, folder.resolve("owner.log"), folder.toString(), "" + port);
    }
}
