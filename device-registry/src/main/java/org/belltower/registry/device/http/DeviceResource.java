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
import org.belltower.model.wire.Problem;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.service.http.ProblemException;
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
    private final Caller caller;

    DeviceResource(PostgresDevices devices, Caller caller) {
        this.devices = devices;
        this.caller = caller;
    }

    @PUT
    @Path("/{installation}")
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Sign in on a device, or tell the same again",
            description = "Only a device with Stay Logged In receives. Another person's session on it ends. A token"
                    + " belongs to the device that signed in with it last. A person has at most 32 devices: of more, those"
                    + " signed out, then those that signed in longest ago, are forgotten.")
    public MyDevice register(@PathParam("installation") String installation, Registration registration) {
        return devices.register(caller.district(), new DeviceId(installation), caller.person(), registration)
                .orElseThrow(DeviceResource::otherApp);
    }

    @PUT
    @Path("/{installation}/token")
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Replace the device's token",
            description = "The session stays, and what waits goes to the new token.")
    public void rotate(@PathParam("installation") String installation, NewToken rotation) {
        require(devices.rotate(caller.district(), new DeviceId(installation), caller.person(), rotation.token()));
    }

    @POST
    @Path("/{installation}/logout")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Log out",
            description =
                    "Answered after Kafka has acknowledged it: what is decided from now on does not reach the device, and"
                            + " what is queued is stopped as soon as the dispatcher has read of it.")
    @APIResponse(responseCode = "204", description = "Logged out, now or before.")
    public void logOut(@PathParam("installation") String installation) {
        require(devices.logOut(caller.district(), new DeviceId(installation), caller.person()));
    }

    @DELETE
    @Path("/{installation}")
    @PermissionsAllowed("devices")
    @Operation(summary = "Forget a device")
    public void delete(@PathParam("installation") String installation) {
        require(devices.delete(caller.district(), new DeviceId(installation), caller.person()));
    }

    @GET
    @PermissionsAllowed("devices")
    @Operation(summary = "My devices by installation, a page at a time", description = "Tokens are never shown.")
    public Page<MyDevice> list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        return devices.page(caller.district(), caller.person(), PageRequest.of(after, limit));
    }

    private static void require(boolean mine) {
        if (!mine) {
            throw ProblemException.notFound("You are not signed in on such a device.");
        }
    }

    private static ProblemException otherApp() {
        return new ProblemException(
                Problem.of(409, "Conflict", "The installation is registered as another app's.", "app"));
    }
}
