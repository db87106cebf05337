package org.belltower.registry.device.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.belltower.model.PersonId;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.postgres.DeviceLists;
import org.belltower.registry.device.postgres.PostgresSessions;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The devices and sessions of any person of the caller's district.
@Path("/v1/people/{person}")
@Tag(name = "Person", description = "Scopes: roster.read to read, sessions.end for the identity provider.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PersonResource {
    private final DeviceLists lists;
    private final PostgresSessions sessions;
    private final Caller caller;

    PersonResource(DeviceLists lists, PostgresSessions sessions, Caller caller) {
        this.lists = lists;
        this.sessions = sessions;
        this.caller = caller;
    }

    @GET
    @Path("/devices")
    @PermissionsAllowed("roster.read")
    @Operation(
            summary = "A person's devices by installation, a page at a time",
            description =
                    "Why somebody receives nothing: also the devices that the person signed out of, until somebody"
                            + " else signs in there, and whether the person lets the office write to them (officeMessages). Tokens are never shown. Of a person without a device, an empty page.")
    public Page<MyDevice> devices(
            @PathParam("person") String person,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        return lists.all(caller.district(), new PersonId(person), PageRequest.of(after, limit));
    }

    @POST
    @Path("/sign-out")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed("sessions.end")
    @Operation(
            summary = "End all sessions of a person",
            description =
                    "After a password reset, or when the account is disabled. Answered after Kafka has acknowledged"
                            + " it: what is decided from now on does not reach the person's devices, and what is queued is stopped"
                            + " as soon as the dispatcher has read of it. Tokens of sign-ins up to this second open no session any"
                            + " more. May be repeated; the person need not be known.")
    @APIResponse(responseCode = "204", description = "Signed out everywhere.")
    public void signOut(@PathParam("person") String person) {
        sessions.end(caller.district(), new PersonId(person));
    }
}
