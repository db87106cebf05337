package org.belltower.registry.subscription.postgres;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.registry.subscription.DeviceChoice;
import org.belltower.registry.subscription.DeviceChoices;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The statements about what is on. What is as it was is left alone: it is no change, and leaves no trace in the
/// audit.
final class SubscriptionRows {
    private static final String ON = "ON";
    private static final String OFF = "OFF";
    private static final String DEFAULT = "DEFAULT";

    private SubscriptionRows() {}

    static Map<Category, Subscription> defaults(Handle handle, PersonId person) {
        Map<Category, Subscription> defaults = new EnumMap<>(Category.class);
        handle.createQuery("""
                        SELECT category, since, below, threshold_since FROM default_subscription WHERE person = :person
                        """)
                .bind("person", person)
                .map((row, _) -> Map.entry(category(row), subscription(row)))
                .forEach(row -> defaults.put(row.getKey(), row.getValue()));
        return defaults;
    }

    static void replaceDefaults(Handle handle, PersonId person, Map<Category, Subscription> defaults) {
        handle.createUpdate("DELETE FROM default_subscription WHERE person = :person AND category <> ALL (:kept)")
                .bind("person", person)
                .bindArray("kept", String.class, names(defaults.keySet()))
                .execute();
        if (defaults.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO default_subscription (person, category, since, below, threshold_since)
                VALUES (:person, :category, :since, :below, :thresholdSince)
                ON CONFLICT (district, person, category) DO UPDATE SET
                    since = excluded.since, below = excluded.below, threshold_since = excluded.threshold_since
                WHERE (default_subscription.since, default_subscription.below, default_subscription.threshold_since)
                    IS DISTINCT FROM (excluded.since, excluded.below, excluded.threshold_since)
                """);
        defaults.forEach((category, subscription) -> {
            batch.bind("person", person).bind("category", category);
            bind(batch, subscription);
            batch.add();
        });
        int[] _ = batch.execute();
    }

    /// On each device on which the person chose something, signed in or not.
    static Map<DeviceId, DeviceChoices> devices(Handle handle, PersonId person) {
        Map<DeviceId, Map<Category, DeviceChoice>> devices = new HashMap<>();
        handle.createQuery("""
                        SELECT device, category, choice, since, below, threshold_since FROM subscription
                        WHERE person = :person
                        """)
                .bind("person", person)
                .map((row, _) ->
                        Map.entry(new DeviceId(row.getString("device")), Map.entry(category(row), choice(row))))
                .forEach(row -> devices.computeIfAbsent(row.getKey(), _ -> new EnumMap<>(Category.class))
                        .put(row.getValue().getKey(), row.getValue().getValue()));
        Map<DeviceId, DeviceChoices> choices = new HashMap<>();
        devices.forEach((device, categories) -> choices.put(device, new DeviceChoices(categories)));
        return choices;
    }

    static void replace(Handle handle, DeviceId device, PersonId person, DeviceChoices choices) {
        handle.createUpdate("""
                        DELETE FROM subscription
                        WHERE device = :device AND person = :person AND category <> ALL (:kept)
                        """)
                .bind("device", device)
                .bind("person", person)
                .bindArray("kept", String.class, names(choices.categories().keySet()))
                .execute();
        if (choices.categories().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO subscription (device, person, category, choice, since, below, threshold_since)
                VALUES (:device, :person, :category, :choice, :since, :below, :thresholdSince)
                ON CONFLICT (district, device, person, category) DO UPDATE SET
                    choice = excluded.choice, since = excluded.since, below = excluded.below,
                    threshold_since = excluded.threshold_since
                WHERE (subscription.choice, subscription.since, subscription.below, subscription.threshold_since)
                    IS DISTINCT FROM (excluded.choice, excluded.since, excluded.below, excluded.threshold_since)
                """);
        choices.categories().forEach((category, choice) -> {
            batch.bind("device", device).bind("person", person).bind("category", category);
            switch (choice) {
                // Without a row.
                case DeviceChoice.Follows _ -> throw new IllegalStateException("a plain follower is not kept");
                case DeviceChoice.FollowsSince(Subscription subscription) -> bind(batch, DEFAULT, subscription);
                case DeviceChoice.Off _ -> bind(batch, OFF, null);
                case DeviceChoice.On(Subscription subscription) -> bind(batch, ON, subscription);
            }
            batch.add();
        });
        int[] _ = batch.execute();
    }

    private static List<String> names(Set<Category> categories) {
        return categories.stream().map(Category::name).toList();
    }

    private static void bind(PreparedBatch batch, String choice, @Nullable Subscription subscription) {
        batch.bind("choice", choice);
        bind(batch, subscription);
    }

    private static void bind(PreparedBatch batch, @Nullable Subscription subscription) {
        @Nullable Threshold threshold = subscription == null ? null : subscription.threshold();
        batch.bind("since", subscription == null ? null : subscription.since())
                .bind("below", threshold == null ? null : threshold.below())
                .bind("thresholdSince", threshold == null ? null : threshold.since());
    }

    /// By default and on all devices, also on those that somebody else uses now.
    static void forget(Handle handle, PersonId person) {
        handle.createUpdate("DELETE FROM subscription WHERE person = :person")
                .bind("person", person)
                .execute();
        handle.createUpdate("DELETE FROM default_subscription WHERE person = :person")
                .bind("person", person)
                .execute();
    }

    private static DeviceChoice choice(ResultSet row) throws SQLException {
        String choice = row.getString("choice");
        return switch (choice) {
            case ON -> new DeviceChoice.On(subscription(row));
            case OFF -> new DeviceChoice.Off();
            case DEFAULT -> new DeviceChoice.FollowsSince(subscription(row));
            default -> throw new IllegalStateException("the table knows no " + choice);
        };
    }

    private static Category category(ResultSet row) throws SQLException {
        return Category.valueOf(row.getString("category"));
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        BigDecimal below = row.getBigDecimal("below");
        return new Subscription(
                instant(row, "since"), below == null ? null : new Threshold(below, instant(row, "threshold_since")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
