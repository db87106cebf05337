package org.belltower.dispatch.app;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// `GET /v1/status`: what an operator asks first. Counts, times and ids, nothing of a family.
///
/// `operations.read` is the right of an operator of the whole suite, in whichever district the token is: what
/// is in hand, bound and sent by configured credentials is told of all districts together, without a district's
/// name or ids. What a district uploaded is told to that district alone.
@Path("/v1/status")
public class StatusResource {
    private final StatusReport report;
    private final Caller caller;

    StatusResource(StatusReport report, Caller caller) {
        this.report = report;
        this.caller = caller;
    }

    /// Where the dispatcher stands.
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("operations.read")
    @Operation(
            operationId = "status",
            summary = "What is in flight, waits and was accepted, by provider and app",
            description =
                    "operations.read is the right of an operator of the whole suite. The counts, and credentials and routes,"
                            + " which are those of the configuration, are of all districts together, and name none. uploaded"
                            + " is what the token's district has uploaded, and its pushes alone. The backlog is inHand and"
                            + " deferred together: flow.waiting of these wait for their turn, waitingToRetry for their next"
                            + " attempt, deferred in the database, counted every few seconds. What is null is not known, and"
                            + " never 0. lastFailure is the last push that could"
                            + " not go and is sent again; it stays when others are accepted, so compare its time with"
                            + " lastAccepted. Its reason is one of a fixed few: Apple's or Google's own word"
                            + " (InvalidProviderToken, TopicDisallowed, TooManyRequests, PERMISSION_DENIED, UNAVAILABLE), the"
                            + " TLS alert by which Apple ended the handshake (certificate_expired),"
                            + " access-token-refused or access-token-unavailable of Google's token endpoint, connection,"
                            + " deadline, credentials-replaced, failure, and a few more (docs/apps.md), or other for what neither"
                            + " has told us of.")
    @APIResponse(responseCode = "200", description = "The status at this moment, since the start of this process")
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "The token does not carry operations.read")
    public DispatchStatus status() {
        return report.of(caller.district());
    }
}
