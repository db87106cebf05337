package org.belltower.registry.device.postgres;

import java.time.InstantSource;
import java.util.Optional;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.device.Device;
import org.belltower.registry.device.Moment;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.Retirement;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.postgres.Pages;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Keeps devices and their sessions. What happens to a device is decided by [Device]; here it is read, written and
/// marked in one transaction, one transaction a device at a time. Blocks; thread-safe.
public final class PostgresDevices {
    /// More than any family has. Bounds a student's audience, which is one record.
    static final int MOST_DEVICES = 32;

    private static final RowMapper<MyDevice> SHOWN = ConstructorMapper.of(MyDevice.class);

    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public PostgresDevices(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A sign-in, or the same told again. May be repeated. Of a person's devices beyond [#MOST_DEVICES] those
    /// signed out, then those whose session began first, are forgotten.
    ///
    /// @return empty if the installation is another app's; nothing is changed
    public Optional<MyDevice> register(DistrictId district, DeviceId id, PersonId person, Registration registration) {
        return transactions.write(district, handle -> {
            Locks.device(handle, id);
            Optional<Device> known = DeviceRows.find(handle, id);
            Moment moment = moment(handle);
            if (known.isEmpty()) {
                return Optional.of(shown(install(handle, id, person, registration, moment)));
            }
            Device before = known.get();
            if (!before.app().equals(registration.app())) {
                return Optional.empty();
            }
            Locks.persons(handle, before.person(), person);
            boolean owned = DeviceRows.claim(handle, id, before, registration.token());
            Device after = before.registered(registration, person, owned, moment);
            save(handle, id, before, after);
            forgetBeyondMost(handle, person);
            return Optional.of(shown(after));
        });
    }

    private static Device install(
            Handle handle, DeviceId id, PersonId person, Registration registration, Moment moment) {
        Locks.person(handle, person);
        Device device = Device.installed(registration, person, moment);
        DeviceRows.insert(handle, id, device);
        boolean _ = DeviceRows.claim(handle, id, device, registration.token());
        Marks.binding(handle, id);
        Marks.audiencesOf(handle, person);
        forgetBeyondMost(handle, person);
        return device;
    }

    /// The person is locked, and the audiences are marked. A device that another transaction has in hand is left to
    /// the next sign-in.
    private static void forgetBeyondMost(Handle handle, PersonId person) {
        DeviceRows.beyond(handle, person, MOST_DEVICES).stream()
                .filter(device -> Locks.tryDevice(handle, device))
                .forEach(device -> forget(handle, device));
    }

    private static void forget(Handle handle, DeviceId id) {
        DeviceRows.delete(handle, id);
        DeviceRows.releaseAll(handle, id);
        Marks.binding(handle, id);
    }

    /// Another token for the same session. May be repeated.
    ///
    /// @return false if the person is not signed in on the device; nothing is changed
    public boolean rotate(DistrictId district, DeviceId id, PersonId person, DeviceToken token) {
        return transactions.write(district, handle -> {
            Optional<Device> known = locked(handle, id).filter(device -> device.signedIn(person));
            known.ifPresent(before -> {
                boolean owned = DeviceRows.claim(handle, id, before, token);
                Device after = before.rotated(token, owned, moment(handle));
                DeviceRows.update(handle, id, after);
                DeviceRows.releaseOthers(handle, id, after);
                Marks.binding(handle, id);
            });
            return known.isPresent();
        });
    }

    /// Ends the session. May be repeated.
    ///
    /// @return false if it was not the person who signed in last on the device; nothing is changed
    public boolean logOut(DistrictId district, DeviceId id, PersonId person) {
        return transactions.write(district, handle -> {
            Optional<Device> known =
                    locked(handle, id).filter(device -> device.person().equals(person));
            known.ifPresent(before -> {
                Locks.person(handle, person);
                save(handle, id, before, before.loggedOut());
            });
            return known.isPresent();
        });
    }

    /// Forgets the device. May be repeated.
    ///
    /// @return false if the person is not signed in on it; nothing is changed
    public boolean delete(DistrictId district, DeviceId id, PersonId person) {
        return transactions.write(district, handle -> {
            Optional<Device> known = locked(handle, id).filter(device -> device.signedIn(person));
            known.ifPresent(_ -> {
                Locks.person(handle, person);
                forget(handle, id);
                Marks.audiencesOf(handle, person);
            });
            if (known.isEmpty()) {
                Marks.bindingAgain(handle, id);
            }
            return known.isPresent();
        });
    }

    /// Applies proof that a token is dead. May be repeated. Takes nothing from anybody, so Kafka is not
    /// waited for.
    public Retirement retire(DistrictId district, DeviceId id, Result.TokenDead proof) {
        return transactions.writeAhead(district, handle -> {
            Retirement retirement =
                    locked(handle, id).map(device -> device.retired(proof)).orElse(Retirement.Kept.NO_DEVICE);
            if (retirement instanceof Retirement.Retired(Device after)) {
                DeviceRows.update(handle, id, after);
                DeviceRows.releaseAll(handle, id);
                Marks.binding(handle, id);
            }
            return retirement;
        });
    }

    /// The devices the person is signed in on.
    public Page<MyDevice> page(DistrictId district, PersonId person, PageRequest request) {
        return transactions.read(
                district, handle -> Pages.read(handle.createQuery("""
                                SELECT id, app, provider, session = 'KEPT' AS stay_logged_in, permission, session_epoch,
                                    token IS NOT NULL AND owns_token(app, id, token) AS reachable
                                FROM device
                                WHERE person = :person AND session <> 'SIGNED_OUT' AND id > :after
                                ORDER BY id LIMIT :limit
                                """).bind("person", person), request, SHOWN));
    }

    private static Optional<Device> locked(Handle handle, DeviceId id) {
        Locks.device(handle, id);
        return DeviceRows.find(handle, id);
    }

    /// Both persons are locked.
    private static void save(Handle handle, DeviceId id, Device before, Device after) {
        DeviceRows.update(handle, id, after);
        DeviceRows.releaseOthers(handle, id, after);
        Marks.binding(handle, id);
        Marks.audiencesOf(handle, before.person());
        if (!after.person().equals(before.person())) {
            Marks.audiencesOf(handle, after.person());
        }
    }

    private Moment moment(Handle handle) {
        return new Moment(clock.instant(), DeviceRows.nextNumber(handle));
    }

    private static MyDevice shown(Device device) {
        return new MyDevice(
                device.app(),
                device.provider(),
                device.session() == SessionState.KEPT,
                device.permission(),
                device.sessionEpoch(),
                device.token() != null);
    }
}
