package org.belltower.registry.district.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.registry.district.MasterSwitch;
import org.belltower.registry.district.postgres.PostgresMasterSwitch;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// "Enable Push Notifications" of the caller's district (A1, A2).
@Path("/v1/push-notifications")
@Tag(
        name = "Push Notifications",
        description = "Tool rights: push-notifications.read, push-notifications.write; programs: scopes settings.read,"
                + " settings.write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MasterSwitchResource {
    private final PostgresMasterSwitch switches;
    private final Caller caller;

    MasterSwitchResource(PostgresMasterSwitch switches, Caller caller) {
        this.switches = switches;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed({"settings.read", "push-notifications.read"})
    @Operation(operationId = "masterSwitch", summary = "Whether push notifications are enabled in the district")
    public MasterSwitch get() {
        return switches.find(caller.district()).orElseThrow(MasterSwitchResource::unknown);
    }

    @PUT
    @PermissionsAllowed({"settings.write", "push-notifications.write"})
    @Operation(
            operationId = "switchPushNotifications",
            summary = "Enable or disable push notifications for all schools of the district",
            description = "Disabled, nothing leaves any more, and what waits is never sent.")
    public void put(MasterSwitch masterSwitch) {
        if (!switches.put(caller.district(), masterSwitch)) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("The district has no settings yet.");
    }
}
