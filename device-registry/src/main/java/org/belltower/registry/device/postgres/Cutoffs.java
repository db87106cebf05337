package org.belltower.registry.device.postgres;

import java.time.Instant;
import java.util.Optional;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.registry.device.SignIn;
import org.jdbi.v3.core.Handle;

/// The statements about moments up to which a person's sign-ins open no session any more. Whoever writes
/// one has locked the person.
final class Cutoffs {
    /// Twice the devices that a person can have ([Desk#MOST_DEVICES]), so a logout everywhere displaces
    /// none of its own.
    static final int MOST_INSTALLATIONS = 64;

    private Cutoffs() {}

    /// On all devices. The later of two moments counts.
    static int end(Handle handle, PersonId person, Instant now) {
        return handle.createUpdate("""
                        INSERT INTO session_cutoff AS known (person, at) VALUES (:person, :now)
                        ON CONFLICT (district, person) DO UPDATE SET at = greatest(known.at, excluded.at)
                        """).bind("person", person).bind("now", now).execute();
    }

    /// On one device. Of a person's the newest are kept.
    static void end(Handle handle, PersonId person, DeviceId device, Instant now) {
        handle.createUpdate("""
                        INSERT INTO installation_cutoff AS known (person, device, at) VALUES (:person, :device, :now)
                        ON CONFLICT (district, person, device) DO UPDATE SET at = greatest(known.at, excluded.at)
                        """)
                .bind("person", person)
                .bind("device", device)
                .bind("now", now)
                .execute();
        handle.createUpdate("""
                        DELETE FROM installation_cutoff WHERE person = :person AND device IN (
                            SELECT device FROM installation_cutoff WHERE person = :person
                            ORDER BY at DESC, device OFFSET :most)
                        """)
                .bind("person", person)
                .bind("most", MOST_INSTALLATIONS)
                .execute();
    }

    static void forgetInstallations(Handle handle, PersonId person) {
        handle.createUpdate("DELETE FROM installation_cutoff WHERE person = :person")
                .bind("person", person)
                .execute();
    }

    /// Whether the sign-in came after the end of all the person's sessions, if there was one.
    static boolean allow(Handle handle, SignIn signIn) {
        return handle.createQuery("SELECT at FROM session_cutoff WHERE person = :person")
                .bind("person", signIn.person())
                .mapTo(Instant.class)
                .findOne()
                .map(signIn::isAfter)
                .orElse(true);
    }

    /// Also after the end of those on the device.
    static boolean allow(Handle handle, SignIn signIn, DeviceId device) {
        Optional<Instant> ended = handle.createQuery("""
                        SELECT max(at) FROM (
                            SELECT at FROM session_cutoff WHERE person = :person
                            UNION ALL
                            SELECT at FROM installation_cutoff WHERE person = :person AND device = :device) AS ended
                        """)
                .bind("person", signIn.person())
                .bind("device", device)
                .mapTo(Instant.class)
                .findOne();
        return ended.map(signIn::isAfter).orElse(true);
    }
}
