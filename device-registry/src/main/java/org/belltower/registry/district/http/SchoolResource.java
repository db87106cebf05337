package org.belltower.registry.district.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.model.SchoolId;
import org.belltower.registry.district.RosterSchool;
import org.belltower.registry.district.School;
import org.belltower.registry.district.postgres.PostgresSchools;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Schools of the caller's district.
@Path("/v1")
@Tag(name = "School", description = "Scopes: roster.read to read, roster.write to write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SchoolResource {
    private final PostgresSchools schools;
    private final Caller caller;

    SchoolResource(PostgresSchools schools, Caller caller) {
        this.schools = schools;
        this.caller = caller;
    }

    @PUT
    @Path("/schools/{id}")
    @PermissionsAllowed("roster.write")
    @Operation(
            summary = "Create or replace a school",
            description =
                    "Display Options are the tools enabled for the school, Contact Preferences the categories whose push"
                            + " switch is on. Left out, they stay as they are: staff decide them then.")
    public void put(@PathParam("id") String id, RosterSchool school) {
        schools.put(caller.district(), new SchoolId(id), school);
    }

    @GET
    @Path("/schools/{id}")
    @PermissionsAllowed("roster.read")
    @Operation(summary = "One school")
    public School get(@PathParam("id") String id) {
        return schools.find(caller.district(), new SchoolId(id))
                .orElseThrow(() -> ProblemException.notFound("There is no such school in the district."));
    }
}
