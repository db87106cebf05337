package org.belltower.service.heartbeat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;

/// What a service tells of itself. Each has one bean of it. Asked every few seconds by a thread of its own; must not
/// block: what is asked must be told also while the work stands still.
///
/// Thread-safe.
public interface Vitals {
    /// Where it is: anything but STOPPED. Before its topics are verified nothing is written: a broker that makes topics
    /// by itself would make this one, otherwise than it must be.
    boolean topicsVerified();

    Heartbeat.Stage stage();

    /// How long ago the work last made progress, or for how long it should have and did not, if it pauses by itself;
    /// empty if it has no loop of its own, or that has yet to begin.
    Optional<Duration> idle();

    /// Whom it needs, and whether it reaches them.
    List<Link> links();

    /// What is encrypted.
    List<Hop> hops();
}
