package org.belltower.registry.settings.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.model.DeviceId;
import org.belltower.registry.device.http.Refusals;
import org.belltower.registry.device.http.SignIns;
import org.belltower.registry.settings.EffectiveSettings;
import org.belltower.registry.settings.postgres.PostgresSettings;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What holds for the person who calls on one of their devices.
@Path("/v1/devices/{installation}/settings")
@Tag(name = "Preference", description = "Scope: devices, in the token of the person who uses the device.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SettingsResource {
    private final PostgresSettings settings;
    private final Caller caller;

    SettingsResource(PostgresSettings settings, Caller caller) {
        this.settings = settings;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("devices")
    @Operation(
            summary = "What holds for me on a device, and what is inactive and why",
            description = "From my choices and the settings of the district and of my students' schools, as of now."
                    + " With a token of a sign-in from before the person's sessions, all or those on the device, were"
                    + " ended: 401.")
    public EffectiveSettings get(@PathParam("installation") String installation) {
        return Refusals.shownOrRefused(
                settings.find(caller.district(), new DeviceId(installation), SignIns.of(caller)));
    }
}
