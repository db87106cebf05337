package org.belltower.registry.district.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The caller's own district: there is no other to name.
@Path("/v1/district")
@Tag(name = "District", description = "Scopes: roster.read to read, roster.write to write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DistrictResource {
    private final PostgresDistricts districts;
    private final Caller caller;

    DistrictResource(PostgresDistricts districts, Caller caller) {
        this.districts = districts;
        this.caller = caller;
    }

    @PUT
    @PermissionsAllowed("roster.write")
    @Operation(
            summary = "Create or replace the district's settings",
            description = "Everything else of the district comes after this. A new district's notifications are off:"
                    + " /v1/push-notifications switches them. /v1/district/portal-options says what its portals are like. This"
                    + " touches neither.")
    public void put(NewDistrict district) {
        districts.put(caller.district(), district.settings());
    }

    @GET
    @PermissionsAllowed("roster.read")
    @Operation(summary = "The district's settings")
    public District get() {
        return districts
                .find(caller.district())
                .orElseThrow(() -> ProblemException.notFound("The district has no settings yet."));
    }
}
