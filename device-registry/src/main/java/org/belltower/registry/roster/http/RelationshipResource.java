package org.belltower.registry.roster.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.wire.Problem;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.Written.Refused;
import org.belltower.registry.roster.postgres.PostgresRelationships;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Who is whose guardian.
@Path("/v1/students/{student}/guardians")
@Tag(name = "Relationship", description = "Scopes: roster.read to read, roster.write to write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RelationshipResource {
    private final PostgresRelationships relationships;
    private final Caller caller;

    RelationshipResource(PostgresRelationships relationships, Caller caller) {
        this.relationships = relationships;
        this.caller = caller;
    }

    @PUT
    @Path("/{guardian}")
    @PermissionsAllowed("roster.write")
    @Operation(
            summary = "Create or replace what a guardian is to a student",
            description = "The Portal flag, a restriction, and the dates with their last day decide who is told. 409 if"
                    + " the student has 256 guardians already, counting those taken out in the last days.")
    public void put(
            @PathParam("student") String student, @PathParam("guardian") String guardian, Relationship relationship) {
        relationships
                .put(caller.district(), new StudentId(student), guardian(guardian), relationship)
                .ifPresent(RelationshipResource::refuse);
    }

    @GET
    @Path("/{guardian}")
    @PermissionsAllowed("roster.read")
    @Operation(summary = "What a guardian is to a student")
    public Relationship get(@PathParam("student") String student, @PathParam("guardian") String guardian) {
        return relationships
                .find(caller.district(), new StudentId(student), guardian(guardian))
                .orElseThrow(() -> ProblemException.notFound("There is no such relationship in the district."));
    }

    @DELETE
    @Path("/{guardian}")
    @PermissionsAllowed("roster.write")
    @Operation(summary = "End what a guardian is to a student", description = "No failure if it is nothing already.")
    public void delete(@PathParam("student") String student, @PathParam("guardian") String guardian) {
        relationships.delete(caller.district(), new StudentId(student), guardian(guardian));
    }

    @GET
    @PermissionsAllowed("roster.read")
    @Operation(summary = "A student's guardians by id, a page at a time")
    public Page<Relationship> list(
            @PathParam("student") String student,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        return relationships.page(caller.district(), new StudentId(student), PageRequest.of(after, limit));
    }

    private static void refuse(Refused refused) {
        throw new ProblemException(Problem.of(
                refused.reason().status(),
                refused.reason().title(),
                refused.field() + " " + refused.rule(),
                refused.field()));
    }

    private static PersonId guardian(String id) {
        return new PersonId(InvalidFieldException.text("guardian", id, 255));
    }
}
