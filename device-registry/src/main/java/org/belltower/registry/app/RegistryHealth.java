package org.belltower.registry.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.stream.Collectors;
import org.belltower.registry.publish.Relay;
import org.belltower.registry.publish.Shard;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Ready while it publishes what it is told; alive while its threads are.
@ApplicationScoped
class RegistryHealth {
    @Produces
    @Readiness
    HealthCheck publishing(Relay relay) {
        return () -> {
            List<Shard> failing = relay.failing();
            HealthCheckResponseBuilder check =
                    HealthCheckResponse.named("relay").status(failing.isEmpty() && !relay.blind());
            if (relay.blind()) {
                check.withData("marks", "not known");
            }
            if (!failing.isEmpty()) {
                check.withData(
                        "failing shards", failing.stream().map(Shard::toString).collect(Collectors.joining(" ")));
            }
            return check.build();
        };
    }

    @Produces
    @Liveness
    HealthCheck alive(RegistryLifecycle lifecycle) {
        return () ->
                HealthCheckResponse.named("threads").status(lifecycle.alive()).build();
    }
}
