package org.belltower.model.heartbeat;

import static org.belltower.model.InvalidFieldException.required;
import static org.belltower.model.InvalidFieldException.text;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one copy of a service tells of itself every few seconds. It is written beside the work, so that it comes also
/// while the work stands still, and says so. Others judge by it; nothing in it is of a district or a person.
///
/// Spans are told, not moments: clocks of machines differ.
///
/// @param service its name: `dispatcher`
/// @param instance which of its copies: the same over restarts where the machine is
/// @param version of the software
/// @param started when the process did, by its own clock: to be shown, not judged by
/// @param idleMillis how long ago the work last made progress; null if it has no loop of its own, or none yet
/// @param links whom it needs, and whether it reaches them
/// @param hops whether what comes to it and goes out of it is encrypted, as far as it knows
public record Heartbeat(
        String service,
        String instance,
        String version,
        Instant started,
        Stage stage,
        @Nullable Long idleMillis,
        @Nullable List<Link> links,
        @Nullable List<Hop> hops) {
    private static final int LONGEST_NAME = 255;

    public Heartbeat {
        String _ = text("service", service, LONGEST_NAME);
        String _ = text("instance", instance, LONGEST_NAME);
        String _ = text("version", version, LONGEST_NAME);
        required("started", started);
        required("stage", stage);
        links = links == null ? List.of() : List.copyOf(links);
        hops = hops == null ? List.of() : List.copyOf(hops);
    }

    /// Where a process is between start and end.
    public enum Stage {
        STARTING,
        WORKING,
        /// It ends of its own accord, and says goodbye.
        STOPPED
    }

    /// None if it tells of none, as an older one may.
    @Override
    public List<Link> links() {
        return links == null ? List.of() : links;
    }

    /// None if it tells of none, as an older one may.
    @Override
    public List<Hop> hops() {
        return hops == null ? List.of() : hops;
    }

    /// Which copy of which service.
    public String key() {
        return service + "/" + instance;
    }
}
