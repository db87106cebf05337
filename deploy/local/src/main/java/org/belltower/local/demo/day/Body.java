package org.belltower.local.demo.day;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;

/// What an event sends.
public sealed interface Body {
    /// A CloudEvent.
    ///
    /// @param at its time, counted from the start of play
    /// @param attributes all but `specversion`, `time` and `datacontenttype`
    // Handed over, not copied: nobody changes it.
    record Event(Duration at, Map<String, String> attributes, ObjectNode data) implements Body {
        public Event {
            attributes = Ordered.copy(attributes);
        }
    }

    /// Something that only pretends to be one.
    record Raw(String contentType, String text) implements Body {}
}
