package org.belltower.service.heartbeat.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.probe.kafka.Connectivity;

/// Vitals of a service that verifies its topics and finds out by probes whom it reaches: all but what its work is.
///
/// Thread-safe.
///
/// @param hops what is encrypted, as its settings say
public record ServiceVitals(TopicsReadiness topics, Connectivity connectivity, List<Hop> hops, Work work)
        implements Vitals {
    public ServiceVitals {
        hops = List.copyOf(hops);
    }

    /// What the service does. Must not block. Thread-safe.
    public interface Work {
        /// Where it is: anything but STOPPED.
        Heartbeat.Stage stage();

        /// As [Vitals#idle()].
        Optional<Duration> idle();
    }

    @Override
    public boolean topicsVerified() {
        return topics.verified();
    }

    @Override
    public Heartbeat.Stage stage() {
        return work.stage();
    }

    @Override
    public Optional<Duration> idle() {
        return work.idle();
    }

    @Override
    public List<Link> links() {
        return connectivity.links();
    }
}
