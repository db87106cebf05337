package org.belltower.rules.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.apache.kafka.streams.KafkaStreams;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.rules.streams.RulesStreams.State;
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
        return () -> switch (streams.state()) {
            case State.Waiting waiting ->
                HealthCheckResponse.named("topology")
                        .down()
                        .withData("waits", waiting.why())
                        .build();
            case State.Started started ->
                HealthCheckResponse.named("topology")
                        .status(started.streams() == KafkaStreams.State.RUNNING)
                        .withData("state", started.streams().name())
                        .build();
        };
    }

    @Produces
    @Liveness
    HealthCheck alive(RulesStreams streams) {
        return () -> HealthCheckResponse.named("topology")
                .status(!(streams.state() instanceof State.Started started)
                        || started.streams() != KafkaStreams.State.ERROR)
                .build();
    }
}
