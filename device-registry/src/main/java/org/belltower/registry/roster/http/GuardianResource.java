package org.belltower.registry.roster.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.model.PersonId;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.postgres.PostgresGuardians;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Guardians of the caller's district.
@Path("/v1")
@Tag(name = "Guardian", description = "Scopes: roster.read to read, roster.write to write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GuardianResource {
    private final PostgresGuardians guardians;
    private final Caller caller;

    GuardianResource(PostgresGuardians guardians, Caller caller) {
        this.guardians = guardians;
        this.caller = caller;
    }

    @PUT
    @Path("/guardians/{id}")
    @PermissionsAllowed("roster.write")
    @Operation(summary = "Create or replace a guardian", description = "Students and guardians share one space of ids.")
    public void put(@PathParam("id") String id, Guardian guardian) {
        if (!guardians.put(caller.district(), new PersonId(id), guardian)) {
            throw SharedIds.taken("student");
        }
    }

    @GET
    @Path("/guardians/{id}")
    @PermissionsAllowed("roster.read")
    @Operation(summary = "One guardian")
    public Guardian get(@PathParam("id") String id) {
        return guardians
                .find(caller.district(), new PersonId(id))
                .orElseThrow(() -> ProblemException.notFound("There is no such guardian in the district."));
    }
}
