package org.belltower.ingest.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.belltower.ingest.accept.IntakeListener;
import org.belltower.ingest.accept.ProducerId;
import org.belltower.ingest.accept.http.QuotaGate;
import org.belltower.ingest.accept.quota.Quota;
import org.belltower.ingest.accept.quota.QuotaPlan;
import org.belltower.ingest.accept.quota.Quotas;
import org.belltower.model.InvalidFieldException;

/// Builds the producers' quotas of what is set.
class QuotaWiring {
    private static final String PREFIX = "belltower.ingest.quota";

    private final IngestConfig config;

    QuotaWiring(IngestConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    QuotaGate quotaGate(IntakeListener listener) {
        return new QuotaGate(new Quotas(plan(), System::nanoTime), listener, System::nanoTime);
    }

    /// @throws IllegalArgumentException naming the setting that cannot be meant
    QuotaPlan plan() {
        IngestConfig.Quota quota = config.quota();
        Quota usual = quota(PREFIX, quota.eventsPerSecond(), quota.burst());
        Map<ProducerId, Quota> own = quota.producers().entrySet().stream()
                .collect(Collectors.toMap(entry -> producer(entry.getKey()), entry -> own(usual, entry)));
        return new QuotaPlan(usual, own);
    }

    private static ProducerId producer(String name) {
        try {
            return ProducerId.parse(name);
        } catch (InvalidFieldException e) {
            throw new IllegalArgumentException(
                    PREFIX + ".producers.\"" + name + "\" must name a \"district/client\": " + e.getMessage(), e);
        }
    }

    private Quota own(Quota usual, Map.Entry<String, IngestConfig.Quota.Own> entry) {
        return quota(
                PREFIX + ".producers.\"" + entry.getKey() + "\"",
                entry.getValue().eventsPerSecond().orElse(usual.eventsPerSecond()),
                entry.getValue().burst().orElse(usual.burst()));
    }

    /// The largest batch must fit into every burst: else it would be refused for ever.
    private Quota quota(String name, int eventsPerSecond, int burst) {
        try {
            return new Quota(eventsPerSecond, burst).requireRoomFor(config.maxBatchEvents());
        } catch (InvalidFieldException e) {
            throw new IllegalArgumentException(name + "." + e.getMessage(), e);
        }
    }
}
