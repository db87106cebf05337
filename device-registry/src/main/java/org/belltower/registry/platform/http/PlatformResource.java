package org.belltower.registry.platform.http;

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
import org.belltower.model.right.StaffTool;
import org.belltower.model.wire.Problem;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.platform.PlatformRule;
import org.belltower.registry.platform.postgres.PostgresPlatforms;
import org.belltower.registry.right.http.CallerRows;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The supported platforms of the caller's district.
@Path("/v1/platforms")
@Tag(
        name = "Platform",
        description =
                "Tool rights: supported-platforms.read, .write to replace, .add to create, .delete; programs: scopes"
                        + " roster.read or devices to read, roster.write for all else.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PlatformResource {
    private final PostgresPlatforms platforms;
    private final Caller caller;
    private final CallerRows rights;

    PlatformResource(PostgresPlatforms platforms, Caller caller, CallerRows rights) {
        this.platforms = platforms;
        this.caller = caller;
        this.rights = rights;
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed({CallerRows.PROGRAM, "supported-platforms.put"})
    @Operation(
            summary = "Create or replace a row of the supported platforms",
            description =
                    "Staff need the right ADD to create it, WRITE to replace it. Of the rows about a platform and a device class the newest that has begun, by UTC, is in force,"
                            + " alone. While no row of the table is in force, everything is supported; then what no row is about is"
                            + " not. Devices that fall below are kept, marked within seconds, and receive nothing.")
    public void put(@PathParam("id") String id, PlatformRule rule) {
        String row = InvalidFieldException.text("id", id, InvalidFieldException.LONGEST_ID);
        switch (platforms.put(caller.district(), row, rule, rights.of(StaffTool.SUPPORTED_PLATFORMS))) {
            case DONE -> {}
            case NOT_ALLOWED -> throw CallerRows.refused();
            case TAKEN ->
                throw new ProblemException(Problem.of(
                        409,
                        "Conflict",
                        "Another row about the platform and device class begins on that day.",
                        "since"));
        }
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed({"roster.write", "supported-platforms.delete"})
    @Operation(
            summary = "Take a row out of the supported platforms",
            description = "The row before it is in force again, if there is one. Devices that are supported again are"
                    + " unmarked within seconds.")
    public void delete(@PathParam("id") String id) {
        platforms.delete(caller.district(), InvalidFieldException.text("id", id, InvalidFieldException.LONGEST_ID));
    }

    @GET
    @PermissionsAllowed({"roster.read", "devices", "supported-platforms.read"})
    @Operation(
            summary = "The supported platforms by id, a page at a time",
            description = "All rows, also those that have not begun and those that a newer one has replaced.")
    public Page<PlatformRule> list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        return platforms.page(caller.district(), PageRequest.of(after, limit));
    }
}
