package org.belltower.dispatch.app;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// A service that ends takes its meters along. Else the next one in this JVM would tell of those: a gauge is registered
/// once, and asks whom it was registered with.
@Singleton
class MetersOfOneService {
    void stop(@Observes ShutdownEvent event) {
        Metrics.globalRegistry.clear();
    }
}
