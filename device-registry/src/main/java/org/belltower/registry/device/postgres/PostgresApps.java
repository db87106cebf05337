package org.belltower.registry.device.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.registry.device.App;
import org.belltower.registry.device.AppChange;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.DistrictTransactions.Work;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.postgres.Pages;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.right.RowRights;
import org.jdbi.v3.core.Handle;

/// Keeps apps. Blocks; thread-safe.
public final class PostgresApps {
    private static final String COLUMNS = "name, apns_topic, apns_environment, fcm_project, areas, kind, audience";

    /// How many devices one call forgets: a second or so.
    private static final int PORTION = 500;

    private final DistrictTransactions transactions;

    public PostgresApps(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces. May be repeated. Topic and project stay as they are while there are credentials for them.
    ///
    /// @return DONE, or why not: NOT_ALLOWED by these rights, or HAS_CREDENTIALS; then nothing is changed
    public AppChange put(DistrictId district, AppId id, App app, RowRights rights) {
        return transactions.write(district, handle -> {
            // Of two who put a new one at once, the second finds it there.
            Locks.app(handle, id);
            Optional<App> before = locked(handle, id);
            if (!rights.allowPut(before.isPresent())) {
                return AppChange.NOT_ALLOWED;
            }
            List<Provider> credentials = before.isEmpty() ? List.of() : credentials(handle, id);
            for (Provider provider : credentials) {
                if (!address(before.orElseThrow(), provider).equals(address(app, provider))) {
                    return AppChange.HAS_CREDENTIALS;
                }
            }
            upsert(handle, id, app);
            // Also if it has what it had: whoever puts it once more publishes it once more.
            Marks.app(handle, id, RowChange.CHANGED);
            // The environment travels with them.
            credentials.forEach(provider -> Marks.credential(handle, id, provider));
            return AppChange.DONE;
        });
    }

    private static String address(App app, Provider provider) {
        App.Apns apns = app.apns();
        App.Fcm fcm = app.fcm();
        return switch (provider) {
            case APNS -> apns == null ? "" : apns.topic();
            case FCM -> fcm == null ? "" : fcm.project();
        };
    }

    private static void upsert(Handle handle, AppId id, App app) {
        App.Apns apns = app.apns();
        App.Fcm fcm = app.fcm();
        handle.createUpdate("""
                        INSERT INTO app (id, name, apns_topic, apns_environment, fcm_project, areas, kind, audience)
                        VALUES (:id, :name, :topic, :environment, :project, :areas, :kind, :audience)
                        ON CONFLICT (district, id) DO UPDATE SET
                            name = excluded.name, apns_topic = excluded.apns_topic,
                            apns_environment = excluded.apns_environment, fcm_project = excluded.fcm_project,
                            areas = excluded.areas, kind = excluded.kind, audience = excluded.audience
                        """)
                .bind("id", id)
                .bind("name", app.name())
                .bind("topic", apns == null ? null : apns.topic())
                .bind("environment", apns == null ? null : apns.environment().name())
                .bind("project", fcm == null ? null : fcm.project())
                .bindArray("areas", String.class, names(app.areas()))
                .bind("kind", app.kind().name())
                .bindArray("audience", String.class, names(app.audience()))
                .execute();
    }

    private static List<String> names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toList();
    }

    /// Takes it away with its credentials and with the devices on which nobody is signed in any more, at most so many
    /// a call, unless somebody is signed in with it; returns when that is published, also what an earlier call
    /// forgot. Each device has its own transaction, so a call that failed has forgotten some. May be repeated.
    ///
    /// @return DONE, or why not: IN_USE, UNKNOWN, or HAS_DEVICES if there are more to forget than one call does
    public AppChange delete(DistrictId district, AppId id) {
        if (transactions.read(district, handle -> isUsed(handle, id)).orElse(false)) {
            return AppChange.IN_USE;
        }
        List<DeviceId> portion = transactions.read(district, handle -> unused(handle, id));
        Stream<Work<Boolean>> works =
                portion.stream().map(device -> handle -> PostgresDevices.forgetUnused(handle, device, id));
        List<Boolean> _ = transactions.inTurn(
                district, Stream.concat(Stream.of(PostgresApps::again), works).toList());
        return transactions.write(district, handle -> deleteUnused(handle, id));
    }

    private static boolean again(Handle handle) {
        Marks.bindingsAgain(handle);
        return true;
    }

    private static AppChange deleteUnused(Handle handle, AppId id) {
        // Gone by calls that were not acknowledged, perhaps, the app or its credentials: this one waits for the same.
        for (Provider provider : Provider.values()) {
            Marks.credentialAgain(handle, id, provider);
        }
        if (locked(handle, id).isEmpty()) {
            Marks.app(handle, id, RowChange.UNCHANGED);
            return AppChange.UNKNOWN;
        }
        Optional<Boolean> used = isUsed(handle, id);
        if (used.isPresent()) {
            return used.get() ? AppChange.IN_USE : AppChange.HAS_DEVICES;
        }
        credentials(handle, id).forEach(provider -> Marks.credential(handle, id, provider));
        handle.createUpdate("DELETE FROM credential WHERE app = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("DELETE FROM app WHERE id = :id").bind("id", id).execute();
        Marks.app(handle, id, RowChange.CHANGED);
        return AppChange.DONE;
    }

    /// The app; until the transaction ends no device is registered with it, and nothing else changes it.
    public static Optional<App> locked(Handle handle, AppId id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM app WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    /// Whether somebody is signed in with it on a device; empty if it has none.
    private static Optional<Boolean> isUsed(Handle handle, AppId id) {
        return handle.createQuery("""
                        SELECT bool_or(session <> 'SIGNED_OUT') FROM device WHERE app = :id HAVING count(*) > 0
                        """).bind("id", id).mapTo(Boolean.class).findOne();
    }

    /// Those of its devices that one call forgets: nobody is signed in on them any more.
    private static List<DeviceId> unused(Handle handle, AppId id) {
        return handle.createQuery("""
                        SELECT id FROM device WHERE app = :id AND session = 'SIGNED_OUT' ORDER BY id LIMIT :most
                        """)
                .bind("id", id)
                .bind("most", PORTION)
                .mapTo(DeviceId.class)
                .list();
    }

    private static List<Provider> credentials(Handle handle, AppId id) {
        return handle.createQuery("SELECT provider FROM credential WHERE app = :id ORDER BY provider")
                .bind("id", id)
                .mapTo(Provider.class)
                .list();
    }

    public Optional<App> find(DistrictId district, AppId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery("SELECT " + COLUMNS + " FROM app WHERE id = :id")
                        .bind("id", id)
                        .map((row, _) -> read(row))
                        .findOne());
    }

    public Page<App> page(DistrictId district, PageRequest request) {
        return transactions.read(
                district,
                handle -> Pages.read(
                        handle.createQuery(
                                "SELECT id, " + COLUMNS + " FROM app WHERE id > :after ORDER BY id LIMIT :limit"),
                        request,
                        (row, _) -> read(row)));
    }

    private static App read(ResultSet row) throws SQLException {
        String topic = row.getString("apns_topic");
        String project = row.getString("fcm_project");
        return new App(
                row.getString("name"),
                topic == null ? null : new App.Apns(topic, App.Environment.valueOf(row.getString("apns_environment"))),
                project == null ? null : new App.Fcm(project),
                values(row, "areas", Area::valueOf),
                App.Kind.valueOf(row.getString("kind")),
                values(row, "audience", App.Audience::valueOf));
    }

    private static <T> Set<T> values(ResultSet row, String column, Function<String, T> read) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray()).map(read).collect(Collectors.toSet());
    }
}
