package org.belltower.registry.device.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.DistrictId;
import org.belltower.registry.device.App;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Pages;

/// Keeps apps. Blocks; thread-safe.
public final class PostgresApps {
    private final DistrictTransactions transactions;

    public PostgresApps(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces. May be repeated.
    public void put(DistrictId district, AppId id, App app) {
        App.Apns apns = app.apns();
        App.Fcm fcm = app.fcm();
        transactions.change(
                district,
                handle -> handle.createUpdate("""
                        INSERT INTO app (id, name, apns_topic, apns_environment, fcm_project, areas)
                        VALUES (:id, :name, :topic, :environment, :project, :areas)
                        ON CONFLICT (district, id) DO UPDATE SET
                            name = excluded.name, apns_topic = excluded.apns_topic,
                            apns_environment = excluded.apns_environment, fcm_project = excluded.fcm_project,
                            areas = excluded.areas
                        """)
                        .bind("id", id)
                        .bind("name", app.name())
                        .bind("topic", apns == null ? null : apns.topic())
                        .bind(
                                "environment",
                                apns == null ? null : apns.environment().name())
                        .bind("project", fcm == null ? null : fcm.project())
                        .bindArray(
                                "areas",
                                String.class,
                                app.areas().stream().map(Area::name).toList())
                        .execute());
    }

    public Optional<App> find(DistrictId district, AppId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery(
                                "SELECT name, apns_topic, apns_environment, fcm_project, areas FROM app WHERE id = :id")
                        .bind("id", id)
                        .map((row, _) -> read(row))
                        .findOne());
    }

    public Page<App> page(DistrictId district, PageRequest request) {
        return transactions.read(
                district, handle -> Pages.read(handle.createQuery("""
                                SELECT id, name, apns_topic, apns_environment, fcm_project, areas FROM app
                                WHERE id > :after ORDER BY id LIMIT :limit
                                """), request, (row, _) -> read(row)));
    }

    private static App read(ResultSet row) throws SQLException {
        String topic = row.getString("apns_topic");
        String project = row.getString("fcm_project");
        return new App(
                row.getString("name"),
                topic == null ? null : new App.Apns(topic, App.Environment.valueOf(row.getString("apns_environment"))),
                project == null ? null : new App.Fcm(project),
                areas(row));
    }

    private static Set<Area> areas(ResultSet row) throws SQLException {
        return Stream.of((String[]) row.getArray("areas").getArray())
                .map(Area::valueOf)
                .collect(Collectors.toSet());
    }
}
