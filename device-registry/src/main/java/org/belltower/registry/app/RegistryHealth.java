package org.belltower.registry.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.stream.Collectors;
import org.belltower.registry.publish.Relay;
import org.belltower.registry.publish.Shard;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
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
            return failing.isEmpty()
                    ? HealthCheckResponse.up("relay")
                    : HealthCheckResponse.named("relay")
                            .down()
                            .withData(
                                    "failing shards",
                                    failing.stream().map(Shard::toString).collect(Collectors.joining(" ")))
                            .build();
        };
    }

    @Produces
    @Liveness
    HealthCheck alive(RegistryLifecycle lifecycle) {
        return () ->
                HealthCheckResponse.named("threads").status(lifecycle.alive()).build();
    }
}
