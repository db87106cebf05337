package org.belltower.registry.publish.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.registry.publish.Backlog;
import org.belltower.registry.publish.postgres.PostgresMarkQueue;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What an operator may know of the relay.
@Path("/v1/status")
@Tag(name = "Status", description = "Scope: operations.read.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatusResource {
    private final PostgresMarkQueue queue;

    StatusResource(PostgresMarkQueue queue) {
        this.queue = queue;
    }

    /// @param marks changes whose publication Kafka has not acknowledged yet, of all districts; 0 after all
    ///     calls were answered means that readers of the topics can know everything
    /// @param oldestSeconds how long the oldest has waited; null if there is none
    public record Status(long marks, @Nullable Long oldestSeconds) {}

    @GET
    @PermissionsAllowed("operations.read")
    @Operation(summary = "What waits to be published")
    public Status get() {
        Backlog backlog = queue.backlog();
        return new Status(
                backlog.marks(), backlog.marks() == 0 ? null : backlog.oldest().toSeconds());
    }
}
