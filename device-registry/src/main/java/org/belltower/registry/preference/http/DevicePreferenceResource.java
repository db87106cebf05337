package org.belltower.registry.preference.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.model.DeviceId;
import org.belltower.registry.device.http.Refusals;
import org.belltower.registry.device.http.SignIns;
import org.belltower.registry.preference.DevicePreferences;
import org.belltower.registry.preference.MyDevicePreferences;
import org.belltower.registry.preference.postgres.PostgresPreferences;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What the person who calls chose for one of their devices.
@Path("/v1/devices/{installation}/preferences")
@Tag(name = "Preference", description = "Scope: devices, in the token of the person who uses the device.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DevicePreferenceResource {
    private final PostgresPreferences preferences;
    private final Caller caller;

    DevicePreferenceResource(PostgresPreferences preferences, Caller caller) {
        this.preferences = preferences;
        this.caller = caller;
    }

    @PUT
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Replace what I chose for a device",
            description = "A category that is left out follows what I chose for all of my devices. Choosing the same"
                    + " again changes nothing. A mandatory category cannot be switched off; what is stored of one that"
                    + " is left out stays. With a token of a sign-in from before the person's sessions, all or those on the"
                    + " device, were ended: 401.")
    public MyDevicePreferences put(@PathParam("installation") String installation, DevicePreferences chosen) {
        return Refusals.shownOrRefused(
                preferences.put(caller.district(), new DeviceId(installation), SignIns.of(caller), chosen));
    }

    @GET
    @PermissionsAllowed("devices")
    @Operation(
            summary = "What I chose for a device",
            description =
                    "With a token of a sign-in from before the person's sessions, all or those on the device, were"
                            + " ended: 401.")
    public MyDevicePreferences get(@PathParam("installation") String installation) {
        return Refusals.shownOrRefused(
                preferences.find(caller.district(), new DeviceId(installation), SignIns.of(caller)));
    }
}
