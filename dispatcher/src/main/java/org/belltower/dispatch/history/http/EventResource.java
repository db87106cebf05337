package org.belltower.dispatch.history.http;

import static org.belltower.model.InvalidFieldException.required;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.belltower.dispatch.history.Retention;
import org.belltower.dispatch.history.explanation.EventStatus;
import org.belltower.dispatch.history.explanation.ExplanationStore;
import org.belltower.dispatch.history.explanation.Range;
import org.belltower.model.DistrictId;
import org.belltower.model.change.EventId;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What became of a producer's own events: of the token's district and client.
@Path("/v1/events")
@Tag(name = "Events", description = "For producers, of their own events: scope events.write.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EventResource {
    private final ExplanationStore history;
    private final Retention retention;
    private final Caller caller;
    private final Answered answered;

    EventResource(ExplanationStore history, Retention retention, Caller caller, Answered answered) {
        this.history = history;
        this.retention = retention;
        this.caller = caller;
        this.answered = answered;
    }

    /// Of one event.
    @GET
    @Path("/status")
    @PermissionsAllowed("events.write")
    @Operation(
            operationId = "eventStatus",
            summary = "What became of an event of mine",
            description =
                    "DECIDED with the reason why nobody is told, or with how many candidates are in which state and why;"
                            + " REJECTED with why nobody could use it; else UNKNOWN, which an event also is that was accepted"
                            + " and not decided yet. Counts only: neither devices nor persons. An event that came again has a"
                            + " decision more, REPEAT. The newest 20 of each are told.")
    @APIResponse(responseCode = "200", description = "Where it stands, also of one that is not known")
    @APIResponse(responseCode = "400", description = "source or id is missing or wrong; errors names it")
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "The token does not carry events.write, or names no client")
    @APIResponse(responseCode = "429", description = "Too many questions of this caller wait; Retry-After says when")
    @APIResponse(responseCode = "503", description = "The history's database does not answer")
    public EventStatus status(@QueryParam("source") @Nullable String source, @QueryParam("id") @Nullable String id) {
        DistrictId district = caller.district();
        EventId event = new EventId(caller.client(), required("source", source), required("id", id));
        return answered.by(() -> history.status(district, event));
    }

    /// Those that nobody could use.
    @GET
    @Path("/rejects")
    @PermissionsAllowed("events.write")
    @Operation(
            operationId = "eventRejects",
            summary = "My events that were accepted and that nobody could use, newest first, a page at a time",
            description =
                    "What is refused at once, by the answer to its POST, is not among them. A reason names fields and rules,"
                            + " never values.")
    @APIResponse(responseCode = "200", description = "A page of them")
    @APIResponse(responseCode = "400", description = "A parameter is wrong; errors names it")
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "The token does not carry events.write, or names no client")
    @APIResponse(responseCode = "429", description = "Too many questions of this caller wait; Retry-After says when")
    @APIResponse(responseCode = "503", description = "The history's database does not answer")
    public EventStatus.Rejects rejects(@BeanParam RangeQuery query) throws MalformedMessageException {
        DistrictId district = caller.district();
        String client = caller.client();
        Range range = query.range(retention);
        return answered.by(() -> history.rejects(district, client, range));
    }
}
