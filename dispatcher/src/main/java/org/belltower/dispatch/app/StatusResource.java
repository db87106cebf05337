package org.belltower.dispatch.app;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// `GET /v1/status`: what an operator asks first. Counts and ids, nothing of a family.
@Path("/v1/status")
public class StatusResource {
    private final Dispatcher dispatcher;
    private final StatusBoard board;

    private final Caller caller;

    StatusResource(Dispatcher dispatcher, StatusBoard board, Caller caller) {
        this.dispatcher = dispatcher;
        this.board = board;
        this.caller = caller;
    }

    /// Where the dispatcher stands.
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("operations.read")
    @Operation(operationId = "status", summary = "What is in flight, waits and was accepted, by provider and app")
    @APIResponse(responseCode = "200", description = "The status at this moment, since the start of this process")
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "The token does not carry operations.read")
    public DispatchStatus status() {
        return DispatchStatus.of(dispatcher, board, caller.district());
    }
}
