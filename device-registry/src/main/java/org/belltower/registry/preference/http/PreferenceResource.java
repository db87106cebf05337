package org.belltower.registry.preference.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.registry.device.http.Refusals;
import org.belltower.registry.device.http.SignIns;
import org.belltower.registry.preference.MyPreferences;
import org.belltower.registry.preference.Preferences;
import org.belltower.registry.preference.postgres.PostgresPreferences;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What the person who calls chose for all of their devices.
@Path("/v1/preferences")
@Tag(name = "Preference", description = "Scope: devices, in the token of the person who uses the device.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PreferenceResource {
    private final PostgresPreferences preferences;
    private final Caller caller;

    PreferenceResource(PostgresPreferences preferences, Caller caller) {
        this.preferences = preferences;
        this.caller = caller;
    }

    @PUT
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Replace what I chose for all of my devices",
            description = "A category that is left out is off. With `below` only a fall below it notifies; without,"
                    + " every change does. Choosing the same again changes nothing. A mandatory category cannot be"
                    + " switched off; what is stored of one that is left out stays. With a token from before all the"
                    + " person's sessions were ended: 401.")
    public MyPreferences put(Preferences chosen) {
        return Refusals.shownOrRefused(preferences.put(caller.district(), SignIns.of(caller), chosen));
    }

    @GET
    @PermissionsAllowed("devices")
    @Operation(
            summary = "What I chose for all of my devices",
            description = "With a token from before all the person's sessions were ended: 401.")
    public MyPreferences get() {
        return Refusals.shownOrRefused(preferences.find(caller.district(), SignIns.of(caller)));
    }
}
