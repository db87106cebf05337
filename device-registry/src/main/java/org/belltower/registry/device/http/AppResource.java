package org.belltower.registry.device.http;

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
import org.belltower.model.AppId;
import org.belltower.model.right.StaffTool;
import org.belltower.model.wire.Problem;
import org.belltower.registry.device.App;
import org.belltower.registry.device.AppChange;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.right.http.CallerRows;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Apps of the caller's district.
@Path("/v1/apps")
@Tag(
        name = "App",
        description = "Tool rights: apps.read, apps.write to replace, apps.add to create, apps.delete; programs: scopes"
                + " roster.read, roster.write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AppResource {
    private final PostgresApps apps;
    private final Caller caller;
    private final CallerRows rights;

    AppResource(PostgresApps apps, Caller caller, CallerRows rights) {
        this.apps = apps;
        this.caller = caller;
        this.rights = rights;
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed({CallerRows.PROGRAM, "apps.put"})
    @Operation(
            summary = "Create or replace an app",
            description =
                    "How the providers know the app, what kind of app it is (SHARED if not said), for whom (all if"
                            + " not said), and which areas of it a push can open (all if not said). Staff need the right ADD to create it, WRITE to replace it. While there are credentials, 409 answers a change of the topic or the project that"
                            + " they are for.")
    public void put(@PathParam("id") String id, App app) {
        require(apps.put(caller.district(), new AppId(id), app, rights.of(StaffTool.APPS)));
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed({"roster.write", "apps.delete"})
    @Operation(
            summary = "Take an app away",
            description =
                    "With its credentials, and the devices on which nobody is signed in any more. 409 while somebody is"
                            + " signed in with it on a device: then that call takes nothing away. One call takes 500 devices away"
                            + " at most: 503 with Retry-After says that there are more, and that the call is to be repeated.")
    @APIResponse(responseCode = "204", description = "Taken away.")
    @APIResponse(responseCode = "503", description = "Some of the app's devices are left: repeat the call.")
    public void delete(@PathParam("id") String id) {
        require(apps.delete(caller.district(), new AppId(id)));
    }

    private static void require(AppChange change) {
        switch (change) {
            case DONE -> {}
            case NOT_ALLOWED -> throw CallerRows.refused();
            case UNKNOWN -> throw unknown();
            case HAS_DEVICES -> throw unfinished();
            case IN_USE -> throw conflict("People are signed in with the app on their devices.");
            case HAS_CREDENTIALS ->
                throw conflict("Credentials were uploaded for the app's topic or project: take them away first.");
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such app in the district.");
    }

    private static ProblemException unfinished() {
        return new ProblemException(
                Problem.of(
                        503,
                        "Service Unavailable",
                        "The app has many devices on which nobody is signed in any more. Some were taken away: repeat the call until all are."));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(409, "Conflict", detail));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed({"roster.read", "apps.read"})
    @Operation(summary = "One app")
    public App get(@PathParam("id") String id) {
        return apps.find(caller.district(), new AppId(id)).orElseThrow(AppResource::unknown);
    }

    @GET
    @PermissionsAllowed({"roster.read", "apps.read"})
    @Operation(summary = "The apps by id, a page at a time")
    public Page<App> list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        return apps.page(caller.district(), PageRequest.of(after, limit));
    }
}
