package org.belltower.registry.erasure.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.belltower.model.PersonId;
import org.belltower.model.wire.Problem;
import org.belltower.registry.erasure.postgres.PostgresErasure;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What a person of the caller's district left behind.
@Path("/v1/people/{person}")
@Tag(name = "Person")
@RunOnVirtualThread
public class ErasureResource {
    private final PostgresErasure erasure;
    private final Caller caller;

    ErasureResource(PostgresErasure erasure, Caller caller) {
        this.erasure = erasure;
        this.caller = caller;
    }

    @DELETE
    @PermissionsAllowed("roster.write")
    @Operation(
            summary = "Erase what somebody left behind who left the roster",
            description =
                    "Scope: roster.write. Devices with their tokens, subscriptions, thresholds and preferences; all sessions end."
                            + " It happens by itself some time after somebody left. Answered after Kafka has acknowledged it."
                            + " May be repeated; the person need not be known.")
    @APIResponse(responseCode = "204", description = "Erased.")
    @APIResponse(responseCode = "409", description = "The person is in the roster; nothing was erased.")
    public void erase(@PathParam("person") String person) {
        switch (erasure.erase(caller.district(), new PersonId(person))) {
            case DONE -> {}
            case IN_ROSTER ->
                throw new ProblemException(Problem.of(
                        409, "Conflict", "The person is in the roster: take the student or guardian out first."));
        }
    }
}
