package org.belltower.registry.subscription.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.audience.Subscription;
import org.belltower.registry.subscription.Choices;
import org.belltower.registry.subscription.postgres.PostgresSubscriptions;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What is on for a device of the person who calls.
@Path("/v1/devices/{installation}/subscriptions")
@Tag(name = "Subscription", description = "Scope: devices, in the token of the person who uses the device.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SubscriptionResource {
    private final PostgresSubscriptions subscriptions;
    private final Caller caller;

    SubscriptionResource(PostgresSubscriptions subscriptions, Caller caller) {
        this.subscriptions = subscriptions;
        this.caller = caller;
    }

    @PUT
    @PermissionsAllowed("devices")
    @Operation(
            summary = "Replace what is on for a device",
            description = "A category that is left out is off. With `below` only a fall below it notifies; without,"
                    + " every change does. Choosing the same again changes nothing.")
    public Map<Category, Subscription> put(@PathParam("installation") String installation, Choices choices) {
        return mine(subscriptions.put(caller.district(), new DeviceId(installation), caller.person(), choices));
    }

    @GET
    @PermissionsAllowed("devices")
    @Operation(summary = "What is on for a device")
    public Map<Category, Subscription> get(@PathParam("installation") String installation) {
        return mine(subscriptions.find(caller.district(), new DeviceId(installation), caller.person()));
    }

    private static Map<Category, Subscription> mine(Optional<Map<Category, Subscription>> found) {
        return found.orElseThrow(() -> ProblemException.notFound("You are not signed in on such a device."));
    }
}
