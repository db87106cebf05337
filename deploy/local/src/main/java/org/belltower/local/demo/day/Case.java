package org.belltower.local.demo.day;

import java.util.List;
import java.util.Map;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.change.Change;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MalformedMessageException;
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
    /// @param way how it comes to Belltower
    /// @param meanwhile whose right is taken away, and how, while the pushes of this event wait: the
    ///     providers take none of them until those rights are gone
    /// @param because why, where it takes a thought
    public record CaseEvent(
            String name,
            DistrictId district,
            String client,
            Way way,
            Body body,
            Expectation expected,
            Map<DeviceId, Withdrawal> meanwhile,
            @Nullable String because) {
        public CaseEvent {
            meanwhile = Ordered.copy(meanwhile);
        }

        /// What happened, by its body.
        ///
        /// @throws IllegalArgumentException for what is no event
        public Change change() {
            return switch (body) {
                case Body.Event event -> {
                    try {
                        yield ChangeCodec.change(event.attributes().getOrDefault("type", ""), event.data());
                    } catch (MalformedMessageException e) {
                        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
                    }
                }
                case Body.Raw _ -> throw new IllegalArgumentException(name + " is raw");
            };
        }

        /// Whether the row stood in the student information system before anything was captured.
        public boolean isKnownBefore() {
            return way instanceof Way.Row
                    && body instanceof Body.Event event
                    && !Way.LIVE.equals(event.attributes().get("origin"));
        }
    }
}
