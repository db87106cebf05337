package org.belltower.registry.device.postgres;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.device.Changed;
import org.belltower.registry.device.Device;
import org.belltower.registry.device.Moment;
import org.belltower.registry.device.Registered;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.TokenForm;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;

/// Keeps devices and their sessions. What happens to a device is decided by [Device]; here it is read, written and
/// marked in one transaction, one transaction a device at a time. Blocks; thread-safe.
public final class PostgresDevices {
    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public PostgresDevices(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A sign-in, or the same told again. May be repeated. Of a person's devices beyond [Desk#MOST_DEVICES]
    /// those signed out, then those whose session began first, are forgotten.
    public Registered register(DistrictId district, DeviceId id, SignIn signIn, Registration registration) {
        return transactions.write(district, handle -> {
            Locks.platformsShared(handle);
            Optional<Device> known = DeviceChanges.locked(handle, id);
            if (known.isPresent() && !known.get().app().equals(registration.app())) {
                return new Registered.OtherApp();
            }
            Locks.persons(handle, known.map(Device::person).orElse(signIn.person()), signIn.person());
            if (!PostgresSessions.mayOpen(handle, signIn, id)) {
                return new Registered.SessionsEnded();
            }
            return new Desk(handle, id, signIn.person(), registration, moment(handle)).register(known);
        });
    }

    /// All of the person's, also those they are signed out of, in the handle's transaction and district.
    public static List<DeviceId> allOf(Handle handle, PersonId person) {
        return DeviceRows.of(handle, person);
    }

    /// Forgets the device if the person was the last to sign in there, in the handle's transaction and district.
    ///
    /// @return whether it was so
    public static boolean forget(Handle handle, DeviceId id, PersonId person) {
        return forget(handle, id, device -> device.person().equals(person));
    }

    /// Forgets the device of the app if nobody is signed in on it, in the handle's transaction and district.
    ///
    /// @return whether it was so
    static boolean forgetUnused(Handle handle, DeviceId id, AppId app) {
        return forget(handle, id, device -> device.app().equals(app) && device.session() == SessionState.SIGNED_OUT);
    }

    private static boolean forget(Handle handle, DeviceId id, Predicate<Device> wanted) {
        Optional<Device> known = DeviceChanges.locked(handle, id).filter(wanted);
        known.ifPresent(device -> {
            Locks.person(handle, device.person());
            forget(handle, id);
            Marks.audiencesOf(handle, device.person());
        });
        if (known.isEmpty()) {
            Marks.bindingAgain(handle, id);
        }
        return known.isPresent();
    }

    static void forget(Handle handle, DeviceId id) {
        DeviceRows.delete(handle, id);
        DeviceRows.releaseAll(handle, id);
        Marks.binding(handle, id);
    }

    /// Another token for the same session. May be repeated.
    ///
    /// @throws org.belltower.model.InvalidFieldException if the device's provider cannot have given it out
    public Changed rotate(DistrictId district, DeviceId id, SignIn by, DeviceToken token) {
        return change(district, id, by, (handle, before) -> {
            DeviceToken newest = TokenForm.of(before.provider(), token);
            boolean owned = DeviceRows.claim(handle, id, before, newest);
            return before.rotated(newest, owned, moment(handle));
        });
    }

    /// The phone's user lets the app notify, or does not any more. May be repeated.
    public Changed permit(DistrictId district, DeviceId id, SignIn by, Permission permission) {
        return change(
                district,
                id,
                by,
                (handle, before) -> before.permitted(permission, moment(handle).now()));
    }

    /// Not of the session: no audience names the device differently. Who holds a token from before the
    /// person's sessions were ended, all or those on this device, must not send a later session's pushes
    /// elsewhere.
    private Changed change(DistrictId district, DeviceId id, SignIn by, BiFunction<Handle, Device, Device> change) {
        return transactions.write(district, handle -> {
            Optional<Device> known = DeviceChanges.locked(handle, id).filter(device -> device.signedIn(by.person()));
            if (!PostgresSessions.mayOpen(handle, by, id)) {
                return Changed.SESSIONS_ENDED;
            }
            known.ifPresent(before -> DeviceChanges.save(handle, id, before, change.apply(handle, before)));
            return known.isPresent() ? Changed.DONE : Changed.NOT_SIGNED_IN;
        });
    }

    /// Ends the session for good: no sign-in of the person up to now opens one on the device again
    /// (A7, I-28), unless it is asked by one from before all their sessions were ended. May be
    /// repeated: then it holds from the later moment on.
    ///
    /// @return false if it was not the person who signed in last on the device; nothing is changed
    public boolean logOut(DistrictId district, DeviceId id, SignIn by) {
        return transactions.write(district, handle -> DeviceChanges.logOut(handle, id, by, clock));
    }

    /// Forgets the device, whose session ends for good as by a logout. May be repeated.
    ///
    /// @return false if the person is not signed in on it; nothing is changed
    public boolean delete(DistrictId district, DeviceId id, SignIn by) {
        return transactions.write(district, handle -> {
            boolean known = forget(handle, id, device -> device.signedIn(by.person()));
            if (known) {
                DeviceChanges.endForGood(handle, id, by, clock);
            }
            return known;
        });
    }

    private Moment moment(Handle handle) {
        return new Moment(clock.instant(), DeviceRows.nextNumber(handle));
    }
}
