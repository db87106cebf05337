package org.belltower.registry.suite;

import java.time.Instant;
import java.util.List;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Link;
import org.belltower.service.heartbeat.ServiceStatus;
import org.belltower.service.heartbeat.Verdict;
import org.belltower.service.hop.SuiteHops;
import org.jspecify.annotations.Nullable;

/// How the suite stands.
///
/// @param hops which ways of the data are not encrypted
/// @param items first the services that there are, heard or not
public record SuiteStatus(SuiteHops hops, List<Service> items) {
    /// One service.
    ///
    /// @param status "Service Status": ACTIVE if one copy is. UNKNOWN is not ACTIVE
    /// @param since when this process came to think so
    /// @param connectivity "Service Connectivity": whether its active copies reach whom they need
    public record Service(
            String service, Verdict.Status status, Instant since, Link.Reach connectivity, List<Instance> instances) {}

    /// One copy of it.
    ///
    /// @param reason why it is judged so
    /// @param started when the process did, by its own clock
    /// @param connections as it told them last; empty while it is not heard
    public record Instance(
            String instance,
            String version,
            Verdict.Status status,
            Verdict reason,
            Instant since,
            Instant started,
            List<Connection> connections) {}

    /// Whether it reaches somebody whom it needs.
    ///
    /// @param to whom
    /// @param reason one of a fixed few: why it does not, or why that could not be found out; else null
    /// @param ageSeconds how old that was when it was told; null if it was never found out
    public record Connection(
            String to,
            Link.Reach state,
            @Nullable String reason,
            @Nullable Double ageSeconds) {}

    public static SuiteStatus of(List<ServiceStatus> services) {
        return new SuiteStatus(
                SuiteHops.of(services), services.stream().map(SuiteStatus::of).toList());
    }

    private static Service of(ServiceStatus service) {
        return new Service(
                service.service(),
                service.status(),
                service.since(),
                service.connectivity(),
                service.copies().stream().map(SuiteStatus::of).toList());
    }

    private static Instance of(ServiceStatus.Copy copy) {
        Heartbeat last = copy.last();
        return new Instance(
                last.instance(),
                last.version(),
                copy.verdict().status(),
                copy.verdict(),
                copy.since(),
                last.started(),
                copy.isHeard() ? last.links().stream().map(SuiteStatus::of).toList() : List.of());
    }

    private static Connection of(Link link) {
        Long age = link.ageMillis();
        return new Connection(link.peer(), link.reach(), link.reason(), age == null ? null : age / 1_000.0);
    }
}
