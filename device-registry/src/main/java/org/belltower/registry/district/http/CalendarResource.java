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
import org.belltower.model.CalendarId;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.postgres.PostgresCalendars;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Calendars of the caller's district.
@Path("/v1")
@Tag(name = "Calendar", description = "Scopes: roster.read to read, roster.write to write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CalendarResource {
    private final PostgresCalendars calendars;
    private final Caller caller;

    CalendarResource(PostgresCalendars calendars, Caller caller) {
        this.calendars = calendars;
        this.caller = caller;
    }

    @PUT
    @Path("/calendars/{id}")
    @PermissionsAllowed("roster.write")
    @Operation(
            summary = "Create or replace a calendar",
            description =
                    "The year is that in which the school year ends. A calendar of another year than the Active Year is silent.")
    public void put(@PathParam("id") String id, Calendar calendar) {
        calendars.put(caller.district(), new CalendarId(id), calendar);
    }

    @GET
    @Path("/calendars/{id}")
    @PermissionsAllowed("roster.read")
    @Operation(summary = "One calendar")
    public Calendar get(@PathParam("id") String id) {
        return calendars
                .find(caller.district(), new CalendarId(id))
                .orElseThrow(() -> ProblemException.notFound("There is no such calendar in the district."));
    }
}
