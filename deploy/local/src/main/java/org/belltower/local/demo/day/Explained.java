package org.belltower.local.demo.day;

import java.time.Instant;
import java.util.Map;
import org.belltower.model.DeviceId;
import org.jspecify.annotations.Nullable;

/// Why each device was told of an event, and why not: one decision with what became of it.
///
/// @param decided when; what was decided twice in one moment, as that copies are repeats, is one
/// @param reason why nobody is told; null if the devices were looked at one by one
/// @param devices each with its state, and its reason if the state has one: `SKIPPED NO_PORTAL`
public record Explained(
        EventKey event, Instant decided, @Nullable String reason, Map<DeviceId, String> devices) {
    public Explained {
        devices = Map.copyOf(devices);
    }
}
