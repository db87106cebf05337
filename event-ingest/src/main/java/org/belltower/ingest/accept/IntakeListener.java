package org.belltower.ingest.accept;

import java.time.Duration;

/// Hears what happens to requests and their events. Called on the thread that takes the events in; must not block or
/// throw.
public interface IntakeListener {
    /// @param bytes how long the body of a request is
    void received(int bytes);

    /// A request found no place: too many were under way.
    void turnedAway();

    /// A request was refused since its producer has used up its quota.
    ///
    /// @param events how many there were in it
    void overQuota(int events);

    void ended(IntakeResult result);

    /// @param took from handing events to the log until it has answered for all of them
    void appended(int events, Duration took);
}
