package org.belltower.registry.device.postgres;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.registry.device.Device;
import org.belltower.registry.device.Moment;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.Phone;
import org.belltower.registry.device.Registered;
import org.belltower.registry.device.Registration;
import org.belltower.registry.platform.Support;
import org.belltower.registry.platform.SupportedPlatforms;
import org.belltower.registry.platform.postgres.PlatformRows;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;

/// One registration, in its transaction: the table of supported platforms, the device and the persons are
/// locked.
record Desk(Handle handle, DeviceId id, PersonId person, Registration registration, Moment moment) {
    /// More than any family has. Bounds a student's audience, which is one record.
    static final int MOST_DEVICES = 32;

    Registered register(Optional<Device> known) {
        LocalDate today = SupportedPlatforms.day(moment.now());
        SupportedPlatforms table = PlatformRows.inForce(handle, today);
        Support support = table.judge(
                registration.handsetOr(
                        known.map(Device::phone).map(Phone::handset).orElse(null)),
                today);
        return switch (support) {
            case Support.Supported _ -> bound(known, support, table);
            case Support.NotTold _ -> refused(known, new Registered.HandsetNotTold());
            case Support.Unsupported unsupported ->
                // A device that is bound is kept and marked (A17).
                known.filter(device -> device.isSameSession(registration, person))
                                .isPresent()
                        ? bound(known, support, table)
                        : refused(known, new Registered.Unsupported(unsupported, table.reason(unsupported.rule())));
        };
    }

    private Registered refused(Optional<Device> known, Registered refusal) {
        known.ifPresent(before -> DeviceChanges.save(handle, id, before, before.refused(registration, person)));
        return refusal;
    }

    private Registered bound(Optional<Device> known, Support support, SupportedPlatforms table) {
        Device after = known.map(before -> changed(before, support)).orElseGet(() -> installed(support));
        forgetBeyondMost();
        Support.Unsupported unsupported = after.phone().unsupported();
        return new Registered.Bound(MyDevice.of(
                after,
                unsupported == null ? null : table.reason(unsupported.rule()),
                after.token() != null,
                moment.now()));
    }

    private Device changed(Device before, Support support) {
        boolean owned = DeviceRows.claim(handle, id, before, registration.token());
        Device after = before.registered(registration, person, support, owned, moment);
        DeviceChanges.save(handle, id, before, after);
        return after;
    }

    private Device installed(Support support) {
        Device device = Device.installed(registration, person, support, moment);
        DeviceRows.insert(handle, id, device);
        boolean _ = DeviceRows.claim(handle, id, device, registration.token());
        Marks.binding(handle, id);
        Marks.audiencesOf(handle, person);
        return device;
    }

    /// A device that another transaction has in hand is left to the next registration.
    private void forgetBeyondMost() {
        List<DeviceId> forgotten = DeviceRows.beyond(handle, person, MOST_DEVICES).stream()
                .filter(device -> Locks.tryDevice(handle, device))
                .toList();
        forgotten.forEach(device -> PostgresDevices.forget(handle, device));
        if (!forgotten.isEmpty()) {
            Marks.audiencesOf(handle, person);
        }
    }
}
