package org.belltower.registry.preference.postgres;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.registry.device.Mine;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresSessions;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.preference.DevicePreferences;
import org.belltower.registry.preference.MyDevicePreferences;
import org.belltower.registry.preference.MyPreferences;
import org.belltower.registry.preference.Personal;
import org.belltower.registry.preference.Preferences;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.subscription.postgres.Subscriptions;
import org.jdbi.v3.core.Handle;

/// Keeps preferences. Blocks; thread-safe.
public final class PostgresPreferences {
    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public PostgresPreferences(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Replaces what a person chose for all of their devices. May be repeated. A token from before all the person's
    /// sessions were ended chooses nothing for the sessions that came after (I-28).
    ///
    /// @throws InvalidFieldException naming what the district does not let be chosen; nothing is changed
    public Mine<MyPreferences> put(DistrictId district, SignIn by, Preferences preferences) {
        return transactions.write(district, handle -> {
            Subscriptions subscriptions = Subscriptions.locked(handle, by.person());
            if (!PostgresSessions.mayOpen(handle, by)) {
                return new Mine.SessionsEnded<>();
            }
            subscriptions.chooseByDefault(preferences.categories(), now());
            replace(handle, by.person(), Personal.of(preferences));
            return new Mine.Shown<>(shown(handle, by.person()));
        });
    }

    /// Consent to detail is asked once more when a push leaves: the bindings tell of it.
    private static void replace(Handle handle, PersonId person, Personal wished) {
        Personal before = PreferenceRows.personal(handle, person);
        PreferenceRows.replace(handle, person, wished);
        if (wished.detail() != before.detail()) {
            Marks.bindingsOf(handle, person);
        }
        if (wished.detail() != before.detail() || wished.language() != before.language()) {
            Marks.audiencesOf(handle, person);
        }
    }

    /// What a person chose for all of their devices. A token from before shows nothing of what came after.
    public Mine<MyPreferences> find(DistrictId district, SignIn by) {
        return transactions.readAtOnce(
                district,
                handle -> PostgresSessions.mayOpen(handle, by)
                        ? new Mine.Shown<>(shown(handle, by.person()))
                        : new Mine.SessionsEnded<>());
    }

    /// Replaces what a person chose for a device. May be repeated.
    ///
    /// @throws InvalidFieldException as above
    public Mine<MyDevicePreferences> put(
            DistrictId district, DeviceId device, SignIn by, DevicePreferences preferences) {
        PersonId person = by.person();
        return transactions.write(district, handle -> {
            Locks.device(handle, device);
            Subscriptions subscriptions = Subscriptions.locked(handle, person);
            if (!PostgresSessions.mayOpen(handle, by, device)) {
                return new Mine.SessionsEnded<>();
            }
            if (!signedIn(handle, device, person)) {
                return new Mine.NotSignedIn<>();
            }
            subscriptions.chooseOn(device, preferences.categories(), now());
            if (PreferenceRows.officeMessages(handle, device, person) != preferences.officeMessages()) {
                PreferenceRows.switchOfficeMessages(handle, device, person, preferences.officeMessages());
                Marks.binding(handle, device);
            }
            return new Mine.Shown<>(shown(handle, device, person));
        });
    }

    /// What a person chose for a device.
    public Mine<MyDevicePreferences> find(DistrictId district, DeviceId device, SignIn by) {
        return transactions.readAtOnce(district, handle -> {
            if (!PostgresSessions.mayOpen(handle, by, device)) {
                return new Mine.SessionsEnded<>();
            }
            return signedIn(handle, device, by.person())
                    ? new Mine.Shown<>(shown(handle, device, by.person()))
                    : new Mine.NotSignedIn<>();
        });
    }

    /// What the person chose of everything but categories, in the handle's transaction and district.
    public static Personal personal(Handle handle, PersonId person) {
        return PreferenceRows.personal(handle, person);
    }

    /// The person's switch on the device, in the handle's transaction and district.
    public static boolean officeMessages(Handle handle, DeviceId device, PersonId person) {
        return PreferenceRows.officeMessages(handle, device, person);
    }

    /// All of them but categories, also those for devices that somebody else uses now, in the handle's transaction
    /// and district. The person is locked. Whoever calls marks what is to be published anew.
    public static void forget(Handle handle, PersonId person) {
        PreferenceRows.forget(handle, person);
    }

    private static MyPreferences shown(Handle handle, PersonId person) {
        return MyPreferences.of(new Subscriptions(handle, person).defaults(), PreferenceRows.personal(handle, person));
    }

    private static MyDevicePreferences shown(Handle handle, DeviceId device, PersonId person) {
        Subscriptions subscriptions = new Subscriptions(handle, person);
        return MyDevicePreferences.of(
                subscriptions.on(device),
                subscriptions.defaults(),
                PreferenceRows.officeMessages(handle, device, person));
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

    /// As the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
