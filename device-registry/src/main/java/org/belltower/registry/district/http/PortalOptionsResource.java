package org.belltower.registry.district.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.registry.district.PortalOptions;
import org.belltower.registry.district.postgres.PostgresPortalOptions;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The portal options of the caller's district (A5, I-43, C7). The district itself is the roster's.
@Path("/v1/district/portal-options")
@Tag(
        name = "Portal options",
        description = "Tool rights: push-notifications.read, push-notifications.write; programs: scopes settings.read,"
                + " settings.write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PortalOptionsResource {
    private final PostgresPortalOptions options;
    private final Caller caller;

    PortalOptionsResource(PostgresPortalOptions options, Caller caller) {
        this.options = options;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed({"settings.read", "push-notifications.read"})
    @Operation(operationId = "portalOptions", summary = "What the portals of the district's families are like")
    public PortalOptions get() {
        return options.find(caller.district()).orElseThrow(PortalOptionsResource::unknown);
    }

    @PUT
    @PermissionsAllowed({"settings.write", "push-notifications.write"})
    @Operation(
            operationId = "putPortalOptions",
            summary = "Replace what the portals of the district's families are like",
            description =
                    "Mandatory categories are on for every device with Stay Logged In, whatever was chosen. Detail in"
                            + " notifications needs the permission of the district and the consent of the person. The default"
                            + " language is that of whoever chose none. guardiansOfAdults: END ends guardians' access on the"
                            + " 18th birthday of a student whose birth date the roster tells, KEEP does not. A change of"
                            + " that publishes all of these students anew; answered 503, repeat the call."
                            + " Without food service Lunch Balance becomes no mandatory category (400); where it is one"
                            + " already, it may stay.")
    public void put(PortalOptions portalOptions) {
        if (!options.put(caller.district(), portalOptions)) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("The district has no settings yet.");
    }
}
