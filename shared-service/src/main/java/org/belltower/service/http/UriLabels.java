package org.belltower.service.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// Keeps paths out of the metrics that no resource has matched: whoever calls would fill the labels with what they
/// like, a secret or a name among it, and use up the number of labels that there may be.
final class UriLabels {
    /// Answered before a resource is matched: then the label would be the path as it was sent.
    private static final Set<String> UNMATCHED = Set.of("400", "401", "405", "406", "408", "414", "415", "431");

    private UriLabels() {}

    @Produces
    @Singleton
    @Unremovable
    static MeterFilter bounded() {
        return new Bounded();
    }

    /// Replaces the label by a word.
    static final class Bounded implements MeterFilter {
        @Override
        public Meter.Id map(Meter.Id id) {
            String status = id.getTag("status");
            String uri = id.getTag("uri");
            boolean isPath = id.getName().startsWith("http.server.") && uri != null && !uri.contains("{");
            return isPath && status != null && UNMATCHED.contains(status)
                    ? id.withTags(List.of(Tag.of("uri", "UNMATCHED")))
                    : id;
        }
    }
}
