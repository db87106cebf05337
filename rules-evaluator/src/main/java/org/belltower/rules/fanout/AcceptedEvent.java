package org.belltower.rules.fanout;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.belltower.model.change.ChangeEvent;

/// An event with the moment at which Belltower became answerable for it. It may wait long on the topic before it is
/// decided, and what a switch-off caught waiting is told no more (A1).
///
/// @param at when event-ingest took it. Never the event's own time, which is its producer's word
public record AcceptedEvent(ChangeEvent event, Instant at) {
    public AcceptedEvent {
        required("event", event);
        required("at", at);
    }
}
