package org.belltower.registry.preference.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.ServiceDatabase;
import org.belltower.model.DistrictId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// What was there before there were defaults keeps its meaning.
class PreferencesMigrationIT {
    private static final DistrictId NORTH = new DistrictId("north");

    private final ServiceDatabase database = Backends.freshDatabase();

    @Test
    void what_was_switched_on_for_a_device_is_chosen_for_that_device() {
        migrate("6");
        Jdbi application = Jdbi.create(database.connectAs(database.roles().application()));
        application.useTransaction(handle -> {
            DistrictTransactions.enter(handle, NORTH);
            handle.execute("INSERT INTO district (name, food_service, active_year) VALUES ('North', true, 2027)");
            handle.execute("INSERT INTO app (id, name) VALUES ('family', 'Family')");
            handle.execute("""
                    INSERT INTO device (id, app, provider, person, session_epoch, session, permission, token_version,
                        token_since)
                    VALUES ('phone', 'family', 'FCM', 'g-1', 1, 'KEPT', 'ALLOWED', 1, now())
                    """);
            handle.execute("""
                    INSERT INTO subscription (device, person, category, since, below, threshold_since)
                    VALUES ('phone', 'g-1', 'GRADES', '2026-11-20T12:00:00Z', 70, '2026-11-21T12:00:00Z')
                    """);
        });

        migrate("latest");

        application.useTransaction(handle -> {
            DistrictTransactions.enter(handle, NORTH);
            assertThat(handle.createQuery("SELECT choice FROM subscription")
                            .mapTo(String.class)
                            .list())
                    .containsExactly("ON");
            assertThat(handle.createQuery("SELECT category FROM subscriptions_on('phone', 'g-1')")
                            .mapTo(String.class)
                            .list())
                    .containsExactly("GRADES");
            assertThat(handle.createQuery("SELECT cardinality(areas) FROM app")
                            .mapTo(Integer.class)
                            .one())
                    .isEqualTo(7);
            String plan = String.join(
                    "\n", handle.createQuery("""
                            EXPLAIN SELECT category FROM device
                            LEFT JOIN LATERAL subscriptions_on(device.id, device.person) ON true
                            """).mapTo(String.class).list());
            assertThat(plan)
                    .as("the function is part of the query that asks it")
                    .doesNotContain("Function Scan");
        });
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(database.connectAs(database.roles().owner()))
                .target(target)
                .load()
                .migrate();
    }
}
