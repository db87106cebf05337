package org.belltower.local.demo.day;

import java.util.List;
import java.util.Map;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.jspecify.annotations.Nullable;

/// Events that together show one thing.
///
/// @param sentence what must hold
/// @param rows of the mission and of the invariants, which say so
public record Case(String sentence, List<String> rows, List<CaseEvent> events) {
    public Case {
        rows = List.copyOf(rows);
        events = List.copyOf(events);
    }

    /// One event.
    ///
    /// @param name the file's name and its number there
    /// @param client who sends it
    /// @param meanwhile whose right is taken away, and how, while the pushes of this event wait: the
    ///     providers take none of them until those rights are gone
    /// @param because why, where it takes a thought
    public record CaseEvent(
            String name,
            DistrictId district,
            String client,
            Body body,
            Expectation expected,
            Map<DeviceId, Withdrawal> meanwhile,
            @Nullable String because) {
        public CaseEvent {
            meanwhile = Ordered.copy(meanwhile);
        }
    }
}
