package org.belltower.registry.suite.http;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.registry.suite.SuiteStatus;
import org.belltower.service.heartbeat.ServiceJudge;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// "Service Status" and "Service Connectivity" (A12), as others than the service itself judge it. Of the whole suite:
/// it holds nothing of a district.
@Path("/v1/services")
@Tag(
        name = "Services",
        description = "Scope: operations.read. Tool right: READ of PUSH_NOTIFICATIONS, on whose page it stands.")
@Produces(MediaType.APPLICATION_JSON)
public class ServicesResource {
    private final ServiceJudge judge;

    ServicesResource(ServiceJudge judge) {
        this.judge = judge;
    }

    @GET
    @PermissionsAllowed({"operations.read", "push-notifications.read"})
    @Operation(
            summary = "Which services are active, and whom they reach",
            description =
                    "Judged by the heartbeats that each copy of a service writes to Kafka every 5 s, and by this process' own"
                            + " clock. ACTIVE: heard within 15 s, and its work goes on. INACTIVE: STOPPED (it said goodbye),"
                            + " SILENT (listened for 15 s and not heard), STARTING, STALLED (its work has stood still for 60"
                            + " s). UNKNOWN: without instances (none was heard), LISTENING (not for long enough yet), DEAF (this"
                            + " process cannot read Kafka). UNKNOWN is never ACTIVE. connectivity is that of active copies: DISCONNECTED if one"
                            + " does not reach one whom it needs. hops: which ways that data takes are not encrypted, as the"
                            + " services tell by their settings: PLAIN if one is not, UNKNOWN if one is not known, or a service"
                            + " is not heard.")
    public SuiteStatus get() {
        return SuiteStatus.of(judge.judge());
    }
}
