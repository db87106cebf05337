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
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.registry.district.ContactPreferences;
import org.belltower.registry.district.DisplayOptions;
import org.belltower.registry.district.School;
import org.belltower.registry.district.postgres.PostgresSchools;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What a school displays, and by which categories it may be told of. The school itself is the roster's.
@Path("/v1")
@Tag(
        name = "School options",
        description = "Tool rights: display-options.read and .write, contact-preferences.read and .write; programs:"
                + " scopes settings.read, settings.write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SchoolOptionsResource {
    private final PostgresSchools schools;
    private final Caller caller;

    SchoolOptionsResource(PostgresSchools schools, Caller caller) {
        this.schools = schools;
        this.caller = caller;
    }

    @GET
    @Path("/schools/{id}/display-options")
    @PermissionsAllowed({"settings.read", "display-options.read"})
    @Operation(operationId = "displayOptions", summary = "The tools that are enabled for the school")
    public DisplayOptions displayOptions(@PathParam("id") String id) {
        return new DisplayOptions(school(id).displayOptions());
    }

    @PUT
    @Path("/schools/{id}/display-options")
    @PermissionsAllowed({"settings.write", "display-options.write"})
    @Operation(operationId = "putDisplayOptions", summary = "Replace the tools that are enabled for the school")
    public void put(@PathParam("id") String id, DisplayOptions options) {
        known(schools.put(caller.district(), new SchoolId(id), options));
    }

    @GET
    @Path("/schools/{id}/contact-preferences")
    @PermissionsAllowed({"settings.read", "contact-preferences.read"})
    @Operation(operationId = "contactPreferences", summary = "The categories whose push switch is on in the school")
    public ContactPreferences contactPreferences(@PathParam("id") String id) {
        return new ContactPreferences(school(id).contactPreferences());
    }

    @PUT
    @Path("/schools/{id}/contact-preferences")
    @PermissionsAllowed({"settings.write", "contact-preferences.write"})
    @Operation(
            operationId = "putContactPreferences",
            summary = "Replace the categories whose push switch is on in the school",
            description = "In a district without food service Lunch Balance is not switched on (400); where it is on"
                    + " already, it may stay.")
    public void put(@PathParam("id") String id, ContactPreferences preferences) {
        known(schools.put(caller.district(), new SchoolId(id), preferences));
    }

    @GET
    @Path("/schools/{id}/attendance-notices")
    @PermissionsAllowed({"settings.read", "contact-preferences.read"})
    @Operation(
            operationId = "attendanceNotices",
            summary =
                    "Which attendance the school tells families of: what has one of the statuses and one of the excuses")
    public AttendanceNotices attendanceNotices(@PathParam("id") String id) {
        return schools.attendanceNotices(caller.district(), new SchoolId(id))
                .orElseThrow(SchoolOptionsResource::unknown);
    }

    @PUT
    @Path("/schools/{id}/attendance-notices")
    @PermissionsAllowed({"settings.write", "contact-preferences.write"})
    @Operation(
            operationId = "putAttendanceNotices",
            summary = "Replace which attendance the school tells families of",
            description =
                    "A new school tells of absence, lateness and early release, unless they are EXEMPT. A record that"
                            + " was told and is corrected is told once more, whatever to.")
    public void put(@PathParam("id") String id, AttendanceNotices notices) {
        known(schools.put(caller.district(), new SchoolId(id), notices));
    }

    private School school(String id) {
        return schools.find(caller.district(), new SchoolId(id)).orElseThrow(SchoolOptionsResource::unknown);
    }

    private static void known(boolean known) {
        if (!known) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such school in the district.");
    }
}
