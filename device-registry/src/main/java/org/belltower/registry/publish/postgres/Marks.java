package org.belltower.registry.publish.postgres;

import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.registry.postgres.RowChange;
import org.jdbi.v3.core.Handle;

/// Notes, in the transaction that changes something, what must be published again. Whatever changes a
/// binding, settings, a student or a device calls one of these; the relay does the rest after the commit.
/// What is changed about relationships, a student's birth date or removal, and what the district says of guardians of
/// adults, the database marks by itself: revocation and audience.
///
/// Where nothing was changed, an earlier call may have changed it whose mark still waits: then it is marked again, so
/// that whoever repeats the call waits as well. If none waits, nothing is written.
public final class Marks {
    private Marks() {}

    public static void district(Handle handle, RowChange change) {
        settings(handle, DistrictSettings.KEY_ID, change);
    }

    public static void rights(Handle handle, RowChange change) {
        settings(handle, RightsSettings.KEY_ID, change);
    }

    public static void school(Handle handle, SchoolId school, RowChange change) {
        settings(handle, SchoolSettings.KEY_PREFIX + school.value(), change);
    }

    public static void calendar(Handle handle, CalendarId calendar, RowChange change) {
        settings(handle, CalendarSettings.KEY_PREFIX + calendar.value(), change);
    }

    /// What an app has.
    public static void app(Handle handle, AppId app, RowChange change) {
        settings(handle, AppSettings.KEY_PREFIX + app.value(), change);
    }

    public static void binding(Handle handle, DeviceId device) {
        insert(handle, "BINDING", device.value());
    }

    public static void credential(Handle handle, AppId app, Provider provider) {
        insert(handle, "CREDENTIAL", CredentialId.keyId(app, provider));
    }

    /// A credential was to be taken away, and is already.
    public static void credentialAgain(Handle handle, AppId app, Provider provider) {
        again(handle, "CREDENTIAL", CredentialId.keyId(app, provider));
    }

    public static void audience(Handle handle, StudentId student) {
        insert(handle, "AUDIENCE", student.value());
    }

    /// What a student's people may was to be changed, and is so already.
    public static void revocationAgain(Handle handle, StudentId student) {
        again(handle, "REVOCATION", student.value());
    }

    /// What many students' people may was to be changed, and is so already.
    public static void revocationsAgain(Handle handle) {
        handle.createCall("SELECT mark_revocations_again()").invoke();
    }

    /// A person was to be taken out of the students' people, and is already.
    public static void revocationsAgain(Handle handle, PersonId removed) {
        handle.createQuery("SELECT student FROM removed WHERE person = :person")
                .bind("person", removed)
                .mapTo(StudentId.class)
                .list()
                .forEach(student -> revocationAgain(handle, student));
    }

    /// A device was to be forgotten, or signed out, and is already.
    public static void bindingAgain(Handle handle, DeviceId device) {
        again(handle, "BINDING", device.value());
    }

    /// Devices were to be forgotten, and are already, so nobody knows which: whatever of the district's bindings waits.
    public static void bindingsAgain(Handle handle) {
        handle.createCall("SELECT mark_bindings_again()").invoke();
    }

    /// The devices that the person uses, signed out or not. The caller holds the person's lock, as for
    /// [#audiencesOf].
    public static void bindingsOf(Handle handle, PersonId person) {
        handle.createUpdate("INSERT INTO mark (kind, key) SELECT 'BINDING', id FROM device WHERE person = :person")
                .bind("person", person)
                .execute();
    }

    /// The students whose audience the person is in. The caller holds the person's lock
    /// ([org.belltower.registry.postgres.Locks]): otherwise a relationship that another transaction is adding is
    /// missed here, and this one's change there.
    public static void audiencesOf(Handle handle, PersonId person) {
        handle.createUpdate("""
                        INSERT INTO mark (kind, key)
                        SELECT 'AUDIENCE', student FROM relationship WHERE guardian = :person
                        UNION
                        SELECT 'AUDIENCE', id FROM person WHERE id = :person AND kind = 'STUDENT'
                        """).bind("person", person).execute();
    }

    private static void settings(Handle handle, String key, RowChange change) {
        if (change == RowChange.UNCHANGED) {
            again(handle, "SETTINGS", key);
        } else {
            insert(handle, "SETTINGS", key);
        }
    }

    private static void again(Handle handle, String kind, String key) {
        handle.createCall("SELECT mark_again(:kind, :key)")
                .bind("kind", kind)
                .bind("key", key)
                .invoke();
    }

    private static void insert(Handle handle, String kind, String key) {
        handle.createUpdate("INSERT INTO mark (kind, key) VALUES (:kind, :key)")
                .bind("kind", kind)
                .bind("key", key)
                .execute();
    }
}
