package org.belltower.registry.platform;

import java.time.InstantSource;
import java.time.LocalDate;
import org.belltower.model.DistrictId;
import org.jspecify.annotations.Nullable;

/// Brings the marks of devices that are not supported up to date: after a change of a district's table, and
/// each day as rows begin.
public final class SupportSweep {
    private static final int PORTION = 200;

    private final JudgedDevices devices;
    private final InstantSource clock;

    public SupportSweep(JudgedDevices devices, InstantSource clock) {
        this.devices = devices;
        this.clock = clock;
    }

    /// Blocks until the devices of every district that is due are looked at, in short transactions.
    ///
    /// @return how many were marked or unmarked
    /// @throws RuntimeException the first failure, after all other districts had their turn; what is left is
    ///     left to the next tick
    public int tick() {
        LocalDate today = SupportedPlatforms.day(clock.instant());
        int changed = 0;
        @Nullable RuntimeException failure = null;
        for (DistrictId district : devices.due(today)) {
            try {
                changed += sweep(district, today);
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return changed;
    }

    private int sweep(DistrictId district, LocalDate today) {
        long version = devices.begin(district);
        int changed = 0;
        @Nullable String after = "";
        while (after != null) {
            JudgedDevices.Portion portion = devices.judge(district, after, PORTION, today);
            changed += portion.changed();
            after = portion.last();
        }
        devices.end(district, version, today);
        return changed;
    }
}
