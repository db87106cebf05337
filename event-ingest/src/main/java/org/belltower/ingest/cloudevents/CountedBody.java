package org.belltower.ingest.cloudevents;

import java.util.function.Supplier;

/// A request's body whose events have been counted, and not been read yet: reading them is what costs.
public final class CountedBody {
    private final int events;
    private final Supplier<RequestReading> rest;

    CountedBody(int events, Supplier<RequestReading> rest) {
        this.events = Math.max(1, events);
        this.rest = rest;
    }

    /// One that is refused as a whole. It costs as much as one event.
    static CountedBody refused(RequestReading.Refused refused) {
        return new CountedBody(1, () -> refused);
    }

    /// How many events there are, readable or not. Never more than a batch may hold, and 1 at least: an empty or
    /// unreadable body counts as one.
    public int events() {
        return events;
    }

    /// Reads them. To be called once.
    public RequestReading read() {
        return rest.get();
    }
}
