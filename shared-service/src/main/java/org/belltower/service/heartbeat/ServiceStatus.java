package org.belltower.service.heartbeat;

import java.time.Instant;
import java.util.List;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Link;
import org.belltower.service.heartbeat.Verdict.Status;

/// How a service stands.
///
/// @param status ACTIVE if one copy is; else UNKNOWN if that of one is not known, or there is none;
///     else INACTIVE
/// @param since when the judge came to think so
/// @param connectivity whether its active copies reach whom they need; UNKNOWN if none is active
public record ServiceStatus(String service, Status status, Instant since, Link.Reach connectivity, List<Copy> copies) {
    public ServiceStatus {
        copies = List.copyOf(copies);
    }

    /// One copy.
    ///
    /// @param last what it told of itself
    /// @param since when the judge came to this verdict
    public record Copy(Heartbeat last, Verdict verdict, Instant since) {
        /// Whether what it told last holds now: it is heard.
        public boolean isHeard() {
            return switch (verdict) {
                case BEATING, STARTING, STALLED -> true;
                case STOPPED, SILENT, LISTENING, DEAF -> false;
            };
        }

        /// Whether it reaches all whom it needs.
        public Link.Reach connectivity() {
            if (!isHeard()) {
                return Link.Reach.UNKNOWN;
            }
            return worst(last.links().stream().map(Link::reach).toList());
        }
    }

    static ServiceStatus of(String service, List<Copy> copies, Instant since) {
        List<Link.Reach> active = copies.stream()
                .filter(copy -> copy.verdict().status() == Status.ACTIVE)
                .map(Copy::connectivity)
                .toList();
        return new ServiceStatus(service, status(copies), since, worst(active), copies);
    }

    static Status status(List<Copy> copies) {
        List<Status> each = copies.stream().map(copy -> copy.verdict().status()).toList();
        if (each.contains(Status.ACTIVE)) {
            return Status.ACTIVE;
        }
        return each.isEmpty() || each.contains(Status.UNKNOWN) ? Status.UNKNOWN : Status.INACTIVE;
    }

    /// One that is cut off makes the whole cut off; and only if all are known to be connected it is.
    private static Link.Reach worst(List<Link.Reach> each) {
        if (each.contains(Link.Reach.DISCONNECTED)) {
            return Link.Reach.DISCONNECTED;
        }
        return each.isEmpty() || each.contains(Link.Reach.UNKNOWN) ? Link.Reach.UNKNOWN : Link.Reach.CONNECTED;
    }
}
