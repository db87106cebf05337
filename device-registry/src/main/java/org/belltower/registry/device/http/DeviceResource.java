package org.belltower.registry.device.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.belltower.model.DeviceId;
import org.belltower.model.InvalidFieldException;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.DeviceLists;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.device.postgres.PostgresSessions;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The devices of the person who calls, by installation: a name the app makes up when it is installed and nobody can
/// guess. Of a device that somebody else is signed in on, a person learns nothing.
@Path("/v1/devices")
@Tag(name = "Device", description = "Scope: devices, in the token of the person who uses the device.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeviceResource {
    private final PostgresDevices devices;
    private final PostgresSessions sessions;
    private final DeviceLists lists;
    private final Caller caller;

    DeviceResource(PostgresDevices devices, PostgresSessions sessions, DeviceLists lists, Caller caller) {
        this.devices = devices;
        this.sessions = sessions;
        this.lists = lists;
        this.caller = caller;
    }

    @PUT
    @Path("/{installation}")
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Sign in on a device, or tell the same again",
            description = "Only a device with Stay Logged In receives. Another person's session on it ends. A token"
                    + " belongs to the device that signed in with it last. A person has at most 32 devices: of more, those"
                    + " signed out, then those that signed in longest ago, are forgotten. Where the district has a table"
                    + " of supported platforms, the handset is required (400), and one that is not supported is refused"
                    + " (422) with the row that says so; whoever was signed in on it is then signed out. A device that is"
                    + " bound and tells the same again is kept. With a token of a sign-in from before the person logged out"
                    + " of the device or removed it, or all their sessions were ended: 401, sign in again.")
    public MyDevice register(@PathParam("installation") String installation, Registration registration) {
        return Refusals.boundOrRefused(
                devices.register(caller.district(), new DeviceId(installation), signIn(), registration));
    }

    private SignIn signIn() {
        return SignIns.of(caller);
    }

    @PUT
    @Path("/{installation}/token")
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Replace the device's token",
            description =
                    "The session stays, and what waits goes to the new token. With a token of a sign-in from before"
                            + " the person's sessions, all or those on the device, were ended: 401.")
    public void rotate(@PathParam("installation") String installation, NewToken rotation) {
        Refusals.doneOrRefused(
                devices.rotate(caller.district(), new DeviceId(installation), signIn(), rotation.token()));
    }

    @POST
    @Path("/{installation}/logout")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Log out",
            description =
                    "Answered after Kafka has acknowledged it: what is decided from now on does not reach the device, and"
                            + " what is queued is stopped as soon as the dispatcher has read of it. No sign-in of the person"
                            + " up to this second opens a session on the device again, unless the token is from"
                            + " before all their sessions were ended; neither other devices nor other people"
                            + " are touched. May be repeated.")
    @APIResponse(responseCode = "204", description = "Logged out, now or before.")
    public void logOut(@PathParam("installation") String installation) {
        require(devices.logOut(caller.district(), new DeviceId(installation), SignIns.ofLeaving(caller)));
    }

    @POST
    @Path("/logout")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed("devices")
    @Operation(summary = "Log out of all my devices", description = "As the logout of each of them, answered once.")
    @APIResponse(responseCode = "204", description = "Logged out everywhere, now or before.")
    public void logOutEverywhere(@QueryParam("except") @Nullable String except) {
        sessions.logOut(caller.district(), SignIns.ofLeaving(caller), except == null ? null : kept(except));
    }

    private static DeviceId kept(String except) {
        return new DeviceId(InvalidFieldException.text("except", except, InvalidFieldException.LONGEST_ID));
    }

    @PUT
    @Path("/{installation}/permission")
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Tell that the phone's user lets the app notify, or does not any more",
            description =
                    "A denial also stops what is queued. With a token of a sign-in from before the person's sessions,"
                            + " all or those on the device, were ended: 401.")
    public void permit(@PathParam("installation") String installation, NewPermission changed) {
        Refusals.doneOrRefused(
                devices.permit(caller.district(), new DeviceId(installation), signIn(), changed.permission()));
    }

    @DELETE
    @Path("/{installation}")
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Forget a device",
            description = "Its session ends as by a logout. No sign-in of the person up to this second opens one there"
                    + " again, unless the token is from before all their sessions were ended.")
    public void delete(@PathParam("installation") String installation) {
        require(devices.delete(caller.district(), new DeviceId(installation), SignIns.ofLeaving(caller)));
    }

    @GET
    @PermissionsAllowed("devices")
    @Operation(
            summary = "My devices by installation, a page at a time",
            description = "Tokens are never shown. With a token from before all the person's sessions were ended: 401.")
    public Page<MyDevice> list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        return Refusals.shownOrRefused(lists.signedIn(caller.district(), signIn(), PageRequest.of(after, limit)));
    }

    private static void require(boolean mine) {
        if (!mine) {
            throw Refusals.notSignedIn();
        }
    }
}
