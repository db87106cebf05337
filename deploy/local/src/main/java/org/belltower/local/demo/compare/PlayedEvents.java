package org.belltower.local.demo.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.Case;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.FirstDay;

/// The events that must be accepted, by what makes them themselves. Immutable.
final class PlayedEvents {
    private final Map<EventKey, List<Played>> byKey = new LinkedHashMap<>();

    /// An event with its case.
    record Played(Case written, CaseEvent event) {
        /// Names it for whoever reads about it: `grades-07 "Equal is not below" (A6, I-14)`.
        @Override
        public String toString() {
            return event.name() + " \"" + written.sentence() + "\" (" + String.join(", ", written.rows()) + ")";
        }
    }

    /// @param rows which of them came by which row
    PlayedEvents(FirstDay day, CapturedRows rows) {
        for (Case written : day.cases()) {
            for (CaseEvent event : written.events()) {
                switch (event.expected()) {
                    case Expectation.Refused _ -> {}
                    case Expectation.Told _, Expectation.Nobody _ ->
                        byKey.computeIfAbsent(rows.key(event), _ -> new ArrayList<>())
                                .add(new Played(written, event));
                }
            }
        }
    }

    /// Every copy of every event, the first one first.
    Map<EventKey, List<Played>> byKey() {
        return Collections.unmodifiableMap(byKey);
    }
}
