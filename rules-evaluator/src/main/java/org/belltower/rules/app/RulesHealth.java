package org.belltower.rules.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.apache.kafka.streams.KafkaStreams;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.service.streams.TopologyRun.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Ready while it decides; alive unless the topology is beyond help.
@ApplicationScoped
class RulesHealth {
    @Produces
    @Readiness
    HealthCheck deciding(RulesStreams streams) {
        return () -> {
            State state = streams.state();
            return HealthCheckResponse.named("topology")
                    .status(state.equals(new State.Started(KafkaStreams.State.RUNNING)))
                    .withData("state", StatusResource.name(state))
                    .build();
        };
    }

    @Produces
    @Liveness
    HealthCheck alive(RulesStreams streams) {
        return () -> HealthCheckResponse.named("topology")
                .status(!streams.state().equals(new State.Started(KafkaStreams.State.ERROR)))
                .build();
    }
}
