package org.belltower.registry.publish.postgres;

import org.belltower.model.CalendarId;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.jdbi.v3.core.Handle;

/// Notes, in the transaction that changes something, what must be published again. Whatever changes a
/// binding, settings, a student or a device calls one of these; the relay does the rest after the commit.
/// What is changed about relationships, and a student's removal, the database marks by itself: revocation and
/// audience.
public final class Marks {
    private Marks() {}

    public static void district(Handle handle) {
        settings(handle, DistrictSettings.KEY_ID);
    }

    public static void school(Handle handle, SchoolId school) {
        settings(handle, SchoolSettings.KEY_PREFIX + school.value());
    }

    public static void calendar(Handle handle, CalendarId calendar) {
        settings(handle, CalendarSettings.KEY_PREFIX + calendar.value());
    }

    public static void binding(Handle handle, DeviceId device) {
        insert(handle, "BINDING", device.value());
    }

    public static void audience(Handle handle, StudentId student) {
        insert(handle, "AUDIENCE", student.value());
    }

    /// Nothing more was to be ended, but the end may not be published yet: who repeats the call waits for it
    /// as well. Does nothing for whom the student's record does not name as taken out.
    public static void endedBefore(Handle handle, StudentId student, PersonId guardian) {
        handle.createUpdate("""
                        INSERT INTO mark (kind, key)
                        SELECT 'REVOCATION', student FROM removed WHERE student = :student AND person = :guardian
                        """)
                .bind("student", student)
                .bind("guardian", guardian)
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

    private static void settings(Handle handle, String key) {
        insert(handle, "SETTINGS", key);
    }

    private static void insert(Handle handle, String kind, String key) {
        handle.createUpdate("INSERT INTO mark (kind, key) VALUES (:kind, :key)")
                .bind("kind", kind)
                .bind("key", key)
                .execute();
    }
}
