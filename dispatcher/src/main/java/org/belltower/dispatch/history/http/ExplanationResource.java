package org.belltower.dispatch.history.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.dispatch.history.Retention;
import org.belltower.dispatch.history.explanation.About;
import org.belltower.dispatch.history.explanation.ExplanationStore;
import org.belltower.dispatch.history.explanation.Explanations;
import org.belltower.dispatch.history.explanation.Range;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Why a device was told of an event, and why not (C2): of the caller's district.
@Path("/v1/explanations")
@Tag(name = "Explanations", description = "Tool right: explanations.read; programs: scope explanations.read.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExplanationResource {
    private final ExplanationStore history;
    private final Retention retention;
    private final Caller caller;
    private final Answered answered;

    ExplanationResource(ExplanationStore history, Retention retention, Caller caller, Answered answered) {
        this.history = history;
        this.retention = retention;
        this.caller = caller;
        this.answered = answered;
    }

    /// Of one event, one device or one student.
    @GET
    @PermissionsAllowed("explanations.read")
    @Operation(
            operationId = "explanations",
            summary = "Why a device was told of an event, and why not, newest first, a page at a time",
            description =
                    "Of one event (source and id), one device or one student. A decision has the candidates that it looked"
                            + " at, each a device with its one state and reason, or a reason why nobody is told. An event that"
                            + " came again has a decision more, REPEAT. Of a device only its own candidates are told. totals are"
                            + " of the page: candidates is the sum of byState, and each of these that of byReason. ACCEPTED is"
                            + " by the provider: what the device shows is not known. Ids only; what just happened takes a"
                            + " moment to be here. A page that is not the last may hold fewer than the limit.")
    @APIResponse(responseCode = "200", description = "What was decided, and how it ended")
    @APIResponse(responseCode = "400", description = "A parameter is wrong, missing or one too many; errors names it")
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "The token does not carry explanations.read")
    @APIResponse(responseCode = "429", description = "Too many questions of this caller wait; Retry-After says when")
    @APIResponse(responseCode = "503", description = "The history's database does not answer")
    public Explanations get(@BeanParam ExplanationQuery query) throws MalformedMessageException {
        DistrictId district = caller.district();
        About about = query.about();
        Range range = query.range(retention);
        return answered.by(() -> history.explain(district, about, range));
    }
}
