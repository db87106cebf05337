package org.belltower.dispatch.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.belltower.dispatch.replica.Freshness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Ready once the topics are verified, settings, revocations and bindings are caught up and the lane is read, and as
/// long as these are fresh: if they are not, everything is parked. Alive until a part is lost without which
/// nothing is sent: then the process is about to end.
@ApplicationScoped
public class DispatchHealth {
    @Produces
    @Singleton
    @Readiness
    HealthCheck topics(Dispatcher dispatcher) {
        return dispatcher.topics();
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck working(Dispatcher dispatcher) {
        return () -> HealthCheckResponse.named("dispatcher")
                .status(dispatcher.stage() == Dispatcher.Stage.WORKING)
                .withData("stage", dispatcher.stage().name())
                .build();
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck fresh(Dispatcher dispatcher) {
        return () -> fresh(dispatcher.freshness());
    }

    private static HealthCheckResponse fresh(Freshness copies) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("bindings");
        return copies.isFresh()
                ? response.up().build()
                : response.down()
                        .withData(
                                "parked",
                                "bindings, settings, revocations and credentials were not read to their end in the last "
                                        + copies.limit() + ": nothing is sent")
                        .build();
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck alive(Dispatcher dispatcher) {
        return () -> HealthCheckResponse.named("reading")
                .status(dispatcher.isAlive())
                .build();
    }
}
