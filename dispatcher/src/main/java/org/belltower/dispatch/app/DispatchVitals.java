package org.belltower.dispatch.app;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.heartbeat.kafka.LastPoll;
import org.belltower.service.hop.ConfiguredHops;
import org.belltower.service.probe.kafka.Connectivity;

/// What the dispatcher tells of itself. Its work makes progress as long as both lanes are polled and what it knows is
/// read to its end: else everything is parked.
@Singleton
class DispatchVitals implements Vitals {
    private final Dispatcher dispatcher;
    private final LastPoll lanes = new LastPoll(client -> client.endsWith("-lane"));
    private final Connectivity connectivity;
    private final List<Hop> hops;

    DispatchVitals(Dispatcher dispatcher, Connectivity connectivity, ConfiguredHops hops) {
        this.dispatcher = dispatcher;
        this.connectivity = connectivity;
        this.hops = hops(hops.with("clients"));
    }

    @Override
    public boolean topicsVerified() {
        return dispatcher.stage() != Dispatcher.Stage.TOPICS;
    }

    @Override
    public Heartbeat.Stage stage() {
        return dispatcher.stage() == Dispatcher.Stage.WORKING ? Heartbeat.Stage.WORKING : Heartbeat.Stage.STARTING;
    }

    @Override
    public Optional<Duration> idle() {
        return Stream.of(lanes.ago(), dispatcher.freshness().lag())
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    @Override
    public List<Link> links() {
        return connectivity.links();
    }

    @Override
    public List<Hop> hops() {
        return hops;
    }

    /// Both providers are spoken to by TLS alone.
    private static List<Hop> hops(List<Hop> configured) {
        return Stream.concat(
                        configured.stream(),
                        Stream.of("apns", "fcm").map(to -> new Hop("dispatcher", to, Hop.Encryption.ENCRYPTED)))
                .toList();
    }
}
