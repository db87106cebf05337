package org.belltower.registry.device.postgres;

import java.time.InstantSource;
import java.util.Optional;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.registry.device.Device;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;

/// What happens to one device, written and marked in the handle's transaction.
final class DeviceChanges {
    private DeviceChanges() {}

    static Optional<Device> locked(Handle handle, DeviceId id) {
        Locks.device(handle, id);
        return DeviceRows.find(handle, id);
    }

    /// Writes what is different, and marks what is to be published anew. The device is locked, and so are
    /// both persons if their audiences name it differently now.
    static void save(Handle handle, DeviceId id, Device before, Device after) {
        if (!after.equals(before)) {
            DeviceRows.update(handle, id, after);
        }
        if (after.isPublishedAs(before)) {
            Marks.bindingAgain(handle, id);
            return;
        }
        DeviceRows.releaseOthers(handle, id, after);
        Marks.binding(handle, id);
        if (!after.isNamedAs(before)) {
            Marks.audiencesOf(handle, before.person());
            if (!after.person().equals(before.person())) {
                Marks.audiencesOf(handle, after.person());
            }
        }
    }

    /// Ends the session for good: no sign-in of the person up to now opens one on the device again.
    ///
    /// @return false if it was not the person who signed in last on the device; nothing is changed
    static boolean logOut(Handle handle, DeviceId id, SignIn by, InstantSource clock) {
        boolean theirs = endSession(handle, id, by.person());
        if (theirs) {
            endForGood(handle, id, by, clock);
        }
        return theirs;
    }

    /// A sign-in from before all the person's sessions were ended takes one away, but not for good: else
    /// whoever holds a stolen token could keep its owner, who has signed in anew, out until it expires.
    /// The person is locked.
    static void endForGood(Handle handle, DeviceId id, SignIn by, InstantSource clock) {
        if (Cutoffs.allow(handle, by)) {
            Cutoffs.end(handle, by.person(), id, clock.instant());
        }
    }

    /// @return as above
    static boolean endSession(Handle handle, DeviceId id, PersonId person) {
        Optional<Device> known =
                locked(handle, id).filter(device -> device.person().equals(person));
        known.ifPresent(before -> {
            Locks.person(handle, person);
            save(handle, id, before, before.loggedOut());
        });
        return known.isPresent();
    }
}
