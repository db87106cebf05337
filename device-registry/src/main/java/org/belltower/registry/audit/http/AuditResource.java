package org.belltower.registry.audit.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.registry.audit.AuditEntry;
import org.belltower.registry.audit.postgres.PostgresAudit;
import org.belltower.registry.page.ListPage;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Who changed what in the caller's district (I-54).
@Path("/v1/audit")
@Tag(name = "Audit", description = "Tool right: audit.read; programs: scope audit.read.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditResource {
    private final PostgresAudit audit;
    private final Caller caller;

    AuditResource(PostgresAudit audit, Caller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("audit.read")
    @Operation(
            operationId = "audit",
            summary = "Who changed what, newest first, a page at a time",
            description =
                    "An entry for each change of a thing: what it was before, what it is after, who changed it and"
                            + " from where. Ids, switches and network addresses; names are left out, and of secrets only is told"
                            + " that they were changed.")
    public ListPage<AuditEntry> get(@BeanParam AuditQuery query) throws MalformedMessageException {
        return audit.page(caller.district(), query.request());
    }
}
