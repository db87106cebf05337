package org.belltower.registry.roster.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.School;
import org.belltower.registry.page.Filters;
import org.belltower.registry.page.ListPage;
import org.belltower.registry.roster.Camp;
import org.belltower.registry.roster.Enrollment;
import org.belltower.registry.roster.Family;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.Listed;
import org.belltower.registry.roster.ListedRelationship;
import org.belltower.registry.roster.SchoolClass;
import org.belltower.registry.roster.Session;
import org.belltower.registry.roster.Student;
import org.belltower.registry.roster.postgres.RosterLists;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The lists of a roster: which there are and by what each may be filtered.
@Path("/v1")
@Tag(name = "Roster")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RosterListResource {
    private static final List<String> SESSION_TYPES = Filters.names(Session.Type.class);
    private static final List<String> ENROLLMENT_TYPES = Filters.names(Enrollment.Type.class);

    private final RosterLists lists;
    private final Caller caller;

    RosterListResource(RosterLists lists, Caller caller) {
        this.lists = lists;
        this.caller = caller;
    }

    @GET
    @Path("/schools")
    @PermissionsAllowed("roster.read")
    @Operation(operationId = "listSchools", summary = "The schools, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "SchoolList")))
    public ListPage<Listed<School>> schools(@BeanParam Paging paging) {
        return lists.schools(caller.district(), paging.request());
    }

    @GET
    @Path("/calendars")
    @PermissionsAllowed("roster.read")
    @Operation(operationId = "listCalendars", summary = "The calendars, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "CalendarList")))
    public ListPage<Listed<Calendar>> calendars(
            @BeanParam Paging paging, @QueryParam("school") @Nullable String school) {
        return lists.calendars(caller.district(), paging.request("school", school));
    }

    @GET
    @Path("/sessions")
    @PermissionsAllowed("roster.read")
    @Operation(operationId = "listSessions", summary = "The sessions, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "SessionList")))
    public ListPage<Listed<Session>> sessions(
            @BeanParam Paging paging,
            @QueryParam("school") @Nullable String school,
            @QueryParam("type") @Nullable String type) {
        return lists.sessions(
                caller.district(),
                paging.request("school", school, "type", Filters.oneOf("type", type, SESSION_TYPES)));
    }

    @GET
    @Path("/students")
    @PermissionsAllowed("roster.read")
    @Operation(operationId = "listStudents", summary = "The students, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "StudentList")))
    public ListPage<Listed<Student>> students(
            @BeanParam Paging paging,
            @QueryParam("school") @Nullable String school,
            @QueryParam("calendar") @Nullable String calendar,
            @QueryParam("guardian") @Nullable String guardian,
            @QueryParam("class") @Nullable String schoolClass,
            @QueryParam("camp") @Nullable String camp) {
        return lists.students(
                caller.district(),
                paging.request(
                        "school",
                        school,
                        "calendar",
                        calendar,
                        "guardian",
                        guardian,
                        "class",
                        schoolClass,
                        "camp",
                        camp));
    }

    @GET
    @Path("/guardians")
    @PermissionsAllowed("roster.read")
    @Operation(operationId = "listGuardians", summary = "The guardians, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "GuardianList")))
    public ListPage<Listed<Guardian>> guardians(
            @BeanParam Paging paging, @QueryParam("student") @Nullable String student) {
        return lists.guardians(caller.district(), paging.request("student", student));
    }

    @GET
    @Path("/relationships")
    @PermissionsAllowed("roster.read")
    @Operation(operationId = "listRelationships", summary = "The relationships, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "RelationshipList")))
    public ListPage<ListedRelationship> relationships(
            @BeanParam Paging paging,
            @QueryParam("student") @Nullable String student,
            @QueryParam("guardian") @Nullable String guardian) {
        return lists.relationships(caller.district(), paging.request("student", student, "guardian", guardian));
    }

    @GET
    @Path("/families")
    @PermissionsAllowed("roster.read")
    @Operation(operationId = "listFamilies", summary = "The families, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "FamilyList")))
    public ListPage<Listed<Family>> families(@BeanParam Paging paging, @QueryParam("member") @Nullable String member) {
        return lists.families(caller.district(), paging.request("member", member));
    }

    @GET
    @Path("/classes")
    @PermissionsAllowed("roster.read")
    @Operation(operationId = "listClasses", summary = "The classes, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "ClassList")))
    public ListPage<Listed<SchoolClass>> classes(
            @BeanParam Paging paging,
            @QueryParam("school") @Nullable String school,
            @QueryParam("calendar") @Nullable String calendar,
            @QueryParam("session") @Nullable String session) {
        return lists.classes(
                caller.district(), paging.request("school", school, "calendar", calendar, "session", session));
    }

    @GET
    @Path("/camps")
    @PermissionsAllowed("roster.read")
    @Operation(operationId = "listCamps", summary = "The camps, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "CampList")))
    public ListPage<Listed<Camp>> camps(
            @BeanParam Paging paging,
            @QueryParam("school") @Nullable String school,
            @QueryParam("calendar") @Nullable String calendar,
            @QueryParam("session") @Nullable String session) {
        return lists.camps(
                caller.district(), paging.request("school", school, "calendar", calendar, "session", session));
    }

    @GET
    @Path("/enrollments")
    @PermissionsAllowed("roster.read")
    @Operation(operationId = "listEnrollments", summary = "The enrollments, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "EnrollmentList")))
    public ListPage<Listed<Enrollment>> enrollments(
            @BeanParam Paging paging,
            @QueryParam("student") @Nullable String student,
            @QueryParam("class") @Nullable String schoolClass,
            @QueryParam("camp") @Nullable String camp,
            @QueryParam("type") @Nullable String type) {
        return lists.enrollments(
                caller.district(),
                paging.request(
                        "student",
                        student,
                        "class",
                        schoolClass,
                        "camp",
                        camp,
                        "type",
                        Filters.oneOf("type", type, ENROLLMENT_TYPES)));
    }
}
