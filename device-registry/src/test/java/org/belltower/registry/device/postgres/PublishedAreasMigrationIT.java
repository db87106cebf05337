package org.belltower.registry.device.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.ServiceDatabase;
import org.belltower.model.DistrictId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// A16: apps from before anybody was told what they have.
class PublishedAreasMigrationIT {
    private final ServiceDatabase database = Backends.freshDatabase();
    private final Jdbi application =
            Jdbi.create(database.connectAs(database.roles().application()));

    @Test
    void the_apps_that_are_there_are_marked_in_all_districts_and_nothing_else_is() {
        migrate("22");
        given("north", "family", "branded");
        given("south", "family");

        migrate("23");

        assertThat(marks())
                .containsExactly(
                        "north SETTINGS app:branded", "north SETTINGS app:family", "south SETTINGS app:family");
        assertThat(apps("south")).as("each district sees its own, as before").isEqualTo(1);
    }

    private void given(String district, String... apps) {
        in(district, "INSERT INTO district (name, food_service, active_year) VALUES ('A', true, 2027)");
        for (String app : apps) {
            in(district, "INSERT INTO app (id, name) VALUES ('" + app + "', 'Family')");
        }
    }

    private void in(String district, String statement) {
        application.useTransaction(handle -> {
            DistrictTransactions.enter(handle, new DistrictId(district));
            int _ = handle.execute(statement);
        });
    }

    private int apps(String district) {
        return application.inTransaction(handle -> {
            DistrictTransactions.enter(handle, new DistrictId(district));
            return handle.createQuery("SELECT count(*) FROM app")
                    .mapTo(Integer.class)
                    .one();
        });
    }

    private List<String> marks() {
        return Jdbi.create(database.connectAs(database.roles().relay()))
                .withHandle(handle -> handle.createQuery(
                                "SELECT district || ' ' || kind || ' ' || key FROM mark ORDER BY district, key")
                        .mapTo(String.class)
                        .list());
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(database.connectAs(database.roles().owner()))
                .target(target)
                .load()
                .migrate();
    }
}
