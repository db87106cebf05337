package org.belltower.registry.device.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.device.Device;
import org.belltower.registry.device.Phone;
import org.belltower.registry.device.ReportedId;
import org.belltower.registry.device.Suspicion;
import org.belltower.registry.device.TokenStanding;
import org.belltower.registry.platform.postgres.PlatformRows;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The statements about one device.
final class DeviceRows {
    static final String COLUMNS = """
            app, provider, person, session_epoch, session, permission, token, token_version, token_since, token_told, suspect_since,
            suspect_environment, reported_id,
            device.platform, device.device_class, os_version, model, screen, unsupported_cause, unsupported_rule, seen
            """;

    private DeviceRows() {}

    static Optional<Device> find(Handle handle, DeviceId id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM device WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    /// @param row with the columns of [#COLUMNS]
    static Device read(ResultSet row) throws SQLException {
        String token = row.getString("token");
        return new Device(
                new AppId(row.getString("app")),
                Provider.valueOf(row.getString("provider")),
                new PersonId(row.getString("person")),
                row.getLong("session_epoch"),
                SessionState.valueOf(row.getString("session")),
                Permission.valueOf(row.getString("permission")),
                token == null ? null : new DeviceToken(token),
                row.getLong("token_version"),
                row.getTimestamp("token_since").toInstant(),
                standing(row),
                phone(row));
    }

    private static TokenStanding standing(ResultSet row) throws SQLException {
        Timestamp since = row.getTimestamp("suspect_since");
        return new TokenStanding(
                row.getTimestamp("token_told").toInstant(),
                since == null ? null : new Suspicion(since.toInstant(), row.getString("suspect_environment")));
    }

    private static Phone phone(ResultSet row) throws SQLException {
        String reportedId = row.getString("reported_id");
        return new Phone(
                reportedId == null ? null : new ReportedId(reportedId),
                PlatformRows.handset(row).orElse(null),
                PlatformRows.unsupported(row).orElse(null),
                row.getTimestamp("seen").toInstant());
    }

    static void insert(Handle handle, DeviceId id, Device device) {
        write(handle.createUpdate("""
                        INSERT INTO device (id, app, provider, person, session_epoch, session, permission,
                            token, token_version, token_since, token_told, suspect_since, suspect_environment,
                            reported_id, platform, device_class, os_version, model, screen, unsupported_cause, unsupported_rule, seen)
                        VALUES (:id, :app, :provider, :person, :sessionEpoch, :session, :permission,
                            :token, :tokenVersion, :tokenSince, :tokenTold, :suspectSince, :suspectEnvironment,
                            :reportedId, :platform, :deviceClass, :osVersion, :model, :screen, :unsupportedCause, :unsupportedRule, :seen)
                        """), id, device);
    }

    static void update(Handle handle, DeviceId id, Device device) {
        write(handle.createUpdate("""
                        UPDATE device SET provider = :provider, person = :person, session_epoch = :sessionEpoch,
                            session = :session, permission = :permission,
                            token = :token, token_version = :tokenVersion, token_since = :tokenSince,
                            token_told = :tokenTold, suspect_since = :suspectSince,
                            suspect_environment = :suspectEnvironment,
                            reported_id = :reportedId, platform = :platform, device_class = :deviceClass,
                            os_version = :osVersion, model = :model, screen = :screen,
                            unsupported_cause = :unsupportedCause, unsupported_rule = :unsupportedRule, seen = :seen
                        WHERE id = :id
                        """), id, device);
    }

    private static void write(Update statement, DeviceId id, Device device) {
        Phone phone = device.phone();
        ReportedId reportedId = phone.reportedId();
        Suspicion suspicion = device.standing().suspicion();
        PlatformRows.bind(statement, phone.handset());
        PlatformRows.bind(statement, phone.unsupported());
        statement
                .bind("id", id)
                .bindMethods(device)
                .bind("tokenTold", device.standing().told())
                .bind("suspectSince", suspicion == null ? null : suspicion.since())
                .bind("suspectEnvironment", suspicion == null ? null : suspicion.environment())
                .bind("reportedId", reportedId == null ? null : reportedId.value())
                .bind("seen", phone.seen())
                .execute();
    }

    /// All of the person's, also those they are signed out of.
    static List<DeviceId> of(Handle handle, PersonId person) {
        return handle.createQuery("SELECT id FROM device WHERE person = :person ORDER BY id")
                .bind("person", person)
                .mapTo(DeviceId.class)
                .list();
    }

    /// The person's devices that are too many: of those signed out, then of those signed in, the ones whose session
    /// began first.
    static List<DeviceId> beyond(Handle handle, PersonId person, int most) {
        return handle.createQuery("""
                        SELECT id FROM device WHERE person = :person
                        ORDER BY session = 'SIGNED_OUT', session_epoch DESC OFFSET :most
                        """)
                .bind("person", person)
                .bind("most", most)
                .mapTo(DeviceId.class)
                .list();
    }

    static void delete(Handle handle, DeviceId id) {
        handle.createUpdate("DELETE FROM device WHERE id = :id").bind("id", id).execute();
    }

    /// Makes the device the token's owner, whoever had it. Whose binding may still be published with it is marked, also
    /// if the device was the owner already: so whoever repeats a call waits for that as well.
    ///
    /// @return whether it was already
    static boolean claim(Handle handle, DeviceId id, Device device, DeviceToken token) {
        boolean taken = handle.createQuery("SELECT claim_token(:app, :id, :token)")
                .bind("app", device.app())
                .bind("id", id)
                .bind("token", token)
                .mapTo(Boolean.class)
                .one();
        return !taken;
    }

    /// Gives up all tokens of the device but its current one.
    static void releaseOthers(Handle handle, DeviceId id, Device device) {
        release(handle, id, Optional.ofNullable(device.token()));
    }

    static void releaseAll(Handle handle, DeviceId id) {
        release(handle, id, Optional.empty());
    }

    private static void release(Handle handle, DeviceId id, Optional<DeviceToken> kept) {
        handle.createCall("SELECT release_tokens(:id, :kept)")
                .bind("id", id)
                .bind("kept", kept.map(DeviceToken::value).orElse(null))
                .invoke();
    }

    static long nextNumber(Handle handle) {
        return handle.createQuery("SELECT nextval('device_number')")
                .mapTo(Long.class)
                .one();
    }
}
