package org.belltower.registry.device.postgres;

import java.util.List;
import java.util.Optional;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.device.Device;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// The statements about one device.
final class DeviceRows {
    private static final RowMapper<Device> MAPPER = ConstructorMapper.of(Device.class);

    private DeviceRows() {}

    static Optional<Device> find(Handle handle, DeviceId id) {
        return handle.createQuery("""
                        SELECT app, provider, person, session_epoch, session, permission,
                            token, token_version, token_since
                        FROM device WHERE id = :id
                        """).bind("id", id).map(MAPPER).findOne();
    }

    static void insert(Handle handle, DeviceId id, Device device) {
        handle.createUpdate("""
                        INSERT INTO device (id, app, provider, person, session_epoch, session, permission,
                            token, token_version, token_since)
                        VALUES (:id, :app, :provider, :person, :sessionEpoch, :session, :permission,
                            :token, :tokenVersion, :tokenSince)
                        """).bind("id", id).bindMethods(device).execute();
    }

    static void update(Handle handle, DeviceId id, Device device) {
        handle.createUpdate("""
                        UPDATE device SET provider = :provider, person = :person, session_epoch = :sessionEpoch,
                            session = :session, permission = :permission,
                            token = :token, token_version = :tokenVersion, token_since = :tokenSince
                        WHERE id = :id
                        """).bind("id", id).bindMethods(device).execute();
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

    /// Makes the device the token's owner, whoever had it.
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
