package org.belltower.registry.device.postgres;

import java.util.Optional;
import org.belltower.model.DeviceId;
import org.belltower.registry.device.Device;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;

/// What is written of a device's token by whoever hears of it from a provider, in the handle's transaction and
/// district.
public final class DeviceTokens {
    private DeviceTokens() {}

    /// Until the transaction ends nobody else changes the device.
    public static Optional<Device> locked(Handle handle, DeviceId id) {
        return DeviceChanges.locked(handle, id);
    }

    /// What is not published.
    ///
    /// @param device locked
    public static void save(Handle handle, DeviceId id, Device device) {
        DeviceRows.update(handle, id, device);
    }

    /// The token is gone, and nobody's.
    ///
    /// @param device locked; without it
    public static void retire(Handle handle, DeviceId id, Device device) {
        DeviceRows.update(handle, id, device);
        DeviceRows.releaseAll(handle, id);
        Marks.binding(handle, id);
    }
}
