package org.belltower.local.demo.day;

import java.util.Map;
import java.util.Set;
import org.belltower.model.DeviceId;
import org.belltower.model.outcome.Reason;
import org.jspecify.annotations.Nullable;

/// What must become of an event.
public sealed interface Expectation {
    /// It is decided device by device.
    ///
    /// @param arrives who receives one push
    /// @param skipped everyone else who was a candidate, with the reason
    /// @param correction whether what arrives says that it corrects what was told before
    record Told(Set<DeviceId> arrives, Map<DeviceId, Reason> skipped, boolean correction) implements Expectation {
        public Told {
            arrives = Set.copyOf(arrives);
            skipped = Ordered.copy(skipped);
        }

        /// It is news.
        public Told(Set<DeviceId> arrives, Map<DeviceId, Reason> skipped) {
            this(arrives, skipped, false);
        }
    }

    /// Nobody is told, all for the same reason.
    ///
    /// @param reasons one; several where the mission leaves open which of them is told
    record Nobody(Set<Reason> reasons) implements Expectation {
        public Nobody {
            reasons = Set.copyOf(reasons);
        }
    }

    /// The front door does not take it.
    ///
    /// @param field what it must blame, null for none in particular
    record Refused(int status, @Nullable String field) implements Expectation {}
}
