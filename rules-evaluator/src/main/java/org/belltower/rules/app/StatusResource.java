package org.belltower.rules.app;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.belltower.rules.streams.RulesStreams;
import org.belltower.service.streams.TopologyRun.State;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// What an operator may know of this service.
@Path("/v1/status")
@RunOnVirtualThread
public class StatusResource {
    private final RulesStreams streams;

    StatusResource(RulesStreams streams) {
        this.streams = streams;
    }

    /// Where the evaluator stands.
    public record Status(
            @Schema(
                    description = "WAITING until the topology begins, PAUSING while a thread that died is not"
                            + " replaced yet, else Kafka Streams' word for what it does",
                    examples = "RUNNING")
            String topology,

            @Schema(description = "By partition of the settings topic, the offset that is read next")
            Map<Integer, Long> settings) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("operations.read")
    @Operation(operationId = "status", summary = "What the evaluator does, and how far it has read the settings")
    @APIResponse(responseCode = "200", description = "The status at this moment, of this process")
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "The token does not carry operations.read")
    public Status status() {
        return new Status(name(streams.state()), streams.settingsPosition());
    }

    /// The name of a state, for operators.
    static String name(State state) {
        return switch (state) {
            case State.Waiting _ -> "WAITING";
            case State.Pausing _ -> "PAUSING";
            case State.Started started -> started.streams().name();
        };
    }
}
