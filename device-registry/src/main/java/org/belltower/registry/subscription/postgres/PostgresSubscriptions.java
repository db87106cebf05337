package org.belltower.registry.subscription.postgres;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.subscription.Choices;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Keeps what is on for a device and the person who is signed in on it. Blocks; thread-safe.
public final class PostgresSubscriptions {
    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public PostgresSubscriptions(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Replaces what is on. May be repeated.
    ///
    /// @return what is on now; empty if the person is not signed in on the device: nothing is changed
    /// @throws InvalidFieldException for Lunch Balance in a district without food service (A3)
    public Optional<Map<Category, Subscription>> put(
            DistrictId district, DeviceId device, PersonId person, Choices choices) {
        return transactions.write(district, handle -> {
            Locks.device(handle, device);
            if (!signedIn(handle, device, person)) {
                return Optional.empty();
            }
            refuseWithoutFoodService(handle, choices);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Map<Category, Subscription> next = choices.applyTo(read(handle, device, person), now);
            replace(handle, device, person, next);
            Locks.person(handle, person);
            Marks.binding(handle, device);
            Marks.audiencesOf(handle, person);
            return Optional.of(next);
        });
    }

    /// What is on; empty if the person is not signed in on the device.
    public Optional<Map<Category, Subscription>> find(DistrictId district, DeviceId device, PersonId person) {
        return transactions.read(
                district,
                handle -> signedIn(handle, device, person)
                        ? Optional.of(read(handle, device, person))
                        : Optional.empty());
    }

    private static boolean signedIn(Handle handle, DeviceId device, PersonId person) {
        return handle.createQuery("""
                        SELECT EXISTS (
                            SELECT FROM device WHERE id = :device AND person = :person AND session <> 'SIGNED_OUT')
                        """)
                .bind("device", device)
                .bind("person", person)
                .mapTo(Boolean.class)
                .one();
    }

    private static void refuseWithoutFoodService(Handle handle, Choices choices) {
        if (!choices.categories().containsKey(Category.LUNCH_BALANCE)) {
            return;
        }
        boolean foodService = handle.createQuery("SELECT food_service FROM district")
                .mapTo(Boolean.class)
                .one();
        if (!foodService) {
            throw new InvalidFieldException(
                    Category.LUNCH_BALANCE.name(), "must be left out: the district has no food service");
        }
    }

    private static Map<Category, Subscription> read(Handle handle, DeviceId device, PersonId person) {
        Map<Category, Subscription> current = new EnumMap<>(Category.class);
        handle.createQuery("""
                        SELECT category, since, below, threshold_since FROM subscription
                        WHERE device = :device AND person = :person
                        """)
                .bind("device", device)
                .bind("person", person)
                .map((row, _) -> Map.entry(Category.valueOf(row.getString("category")), subscription(row)))
                .forEach(row -> current.put(row.getKey(), row.getValue()));
        return current;
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        BigDecimal below = row.getBigDecimal("below");
        return new Subscription(
                instant(row, "since"), below == null ? null : new Threshold(below, instant(row, "threshold_since")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /// What is as it was is left alone: it is no change, and leaves no trace in the audit.
    private static void replace(
            Handle handle, DeviceId device, PersonId person, Map<Category, Subscription> subscriptions) {
        handle.createUpdate("""
                        DELETE FROM subscription
                        WHERE device = :device AND person = :person AND category <> ALL (:kept)
                        """)
                .bind("device", device)
                .bind("person", person)
                .bindArray(
                        "kept",
                        String.class,
                        subscriptions.keySet().stream().map(Enum::name).toList())
                .execute();
        if (subscriptions.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO subscription (device, person, category, since, below, threshold_since)
                VALUES (:device, :person, :category, :since, :below, :thresholdSince)
                ON CONFLICT (district, device, person, category) DO UPDATE SET
                    since = excluded.since, below = excluded.below, threshold_since = excluded.threshold_since
                WHERE (subscription.since, subscription.below, subscription.threshold_since)
                    IS DISTINCT FROM (excluded.since, excluded.below, excluded.threshold_since)
                """);
        subscriptions.forEach((category, subscription) -> {
            @Nullable Threshold threshold = subscription.threshold();
            batch.bind("device", device)
                    .bind("person", person)
                    .bind("category", category)
                    .bind("since", subscription.since())
                    .bind("below", threshold == null ? null : threshold.below())
                    .bind("thresholdSince", threshold == null ? null : threshold.since())
                    .add();
        });
        int[] _ = batch.execute();
    }
}
