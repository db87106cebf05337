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
import org.belltower.model.StudentId;
import org.belltower.registry.roster.Student;
import org.belltower.registry.roster.postgres.PostgresStudents;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Students of the caller's district.
@Path("/v1")
@Tag(name = "Student", description = "Scopes: roster.read to read, roster.write to write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StudentResource {
    private final PostgresStudents students;
    private final Caller caller;

    StudentResource(PostgresStudents students, Caller caller) {
        this.students = students;
        this.caller = caller;
    }

    @PUT
    @Path("/students/{id}")
    @PermissionsAllowed("roster.write")
    @Operation(
            summary = "Create or replace a student",
            description =
                    "With all calendars the student is enrolled in, of any year. Students and guardians share one space of ids.")
    public void put(@PathParam("id") String id, Student student) {
        if (!students.put(caller.district(), new StudentId(id), student)) {
            throw SharedIds.taken("guardian");
        }
    }

    @GET
    @Path("/students/{id}")
    @PermissionsAllowed("roster.read")
    @Operation(summary = "One student")
    public Student get(@PathParam("id") String id) {
        return students.find(caller.district(), new StudentId(id))
                .orElseThrow(() -> ProblemException.notFound("There is no such student in the district."));
    }
}
