package org.belltower.rules.app;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.rules.streams.RulesStreams.State;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// What an operator may know of this service.
@Path("/v1/status")
@RunOnVirtualThread
public class StatusResource {
    private final RulesStreams streams;

    StatusResource(RulesStreams streams) {
        this.streams = streams;
    }

    /// @param topology what the topology does: WAITING until it begins, then Kafka Streams' word for it
    /// @param settings by partition of the settings topic, the offset that is read next
    public record Status(String topology, Map<Integer, Long> settings) {}

    @GET
    @PermissionsAllowed("operations.read")
    @Operation(summary = "What the evaluator does, and how far it has read the settings")
    public Status status() {
        return new Status(name(streams.state()), streams.settingsPosition());
    }

    /// The name of a state, for operators.
    static String name(State state) {
        return switch (state) {
            case State.Waiting _ -> "WAITING";
            case State.Started started -> started.streams().name();
        };
    }
}
