package org.belltower.registry.right.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.ToolRights;
import org.belltower.model.wire.Problem;
import org.belltower.registry.page.Page;
import org.belltower.registry.right.Giver;
import org.belltower.registry.right.postgres.PostgresRights;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Which rights the groups of the caller's district have (A2).
@Path("/v1")
@Tag(
        name = "Rights",
        description = "Tool rights: tool-rights.read, tool-rights.write; programs: scopes rights.read, rights.write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RightsResource {
    private final PostgresRights rights;
    private final Caller caller;

    RightsResource(PostgresRights rights, Caller caller) {
        this.rights = rights;
        this.caller = caller;
    }

    @GET
    @Path("/rights")
    @PermissionsAllowed({"rights.read", "tool-rights.read"})
    @Operation(operationId = "rightsOfGroups", summary = "The rights of all groups that have any, on one page")
    public Page<ToolRights> get() {
        Map<String, ToolRights> groups = new LinkedHashMap<>();
        rights.all(caller.district()).forEach((group, given) -> groups.put(group.value(), given));
        return new Page<>(groups, null);
    }

    @GET
    @Path("/rights/{group}")
    @PermissionsAllowed({"rights.read", "tool-rights.read"})
    @Operation(
            operationId = "rightsOfGroup",
            summary = "The rights of a group",
            description = "As a PUT takes them. Of a group without rights, whether anybody is in it or not, an empty"
                    + " object: groups are the issuer's.")
    public ToolRights get(@PathParam("group") String group) {
        return rights.of(caller.district(), Set.of(new GroupId(group)));
    }

    @GET
    @Path("/my-rights")
    @PermissionsAllowed("staff")
    @Operation(
            operationId = "myRights",
            summary = "What the person who calls may do: whatever any of their groups may",
            description = "Scope: staff, in a person's token.")
    public ToolRights mine() {
        var _ = caller.person();
        return rights.of(caller.district(), caller.groups());
    }

    @PUT
    @Path("/rights/{group}")
    @PermissionsAllowed({"rights.write", "tool-rights.write"})
    @Operation(
            operationId = "giveRights",
            summary = "Replace the rights of a group",
            description = "Nobody gives themselves a right: what a person adds to a group they are in is refused (403)."
                    + " The last group that may give rights keeps that (409). A tool that is left out has no right. A"
                    + " right that means nothing for a tool is refused (400).")
    public void put(@PathParam("group") String group, ToolRights given) {
        change(group, given.meaningful());
    }

    @DELETE
    @Path("/rights/{group}")
    @PermissionsAllowed({"rights.write", "tool-rights.write"})
    @Operation(operationId = "takeRights", summary = "Take all rights from a group")
    public void delete(@PathParam("group") String group) {
        change(group, ToolRights.NONE);
    }

    private void change(String group, ToolRights given) {
        Giver giver = caller.isPerson() ? new Giver.Person(caller.groups()) : new Giver.Program();
        switch (rights.change(caller.district(), giver, new GroupId(group), given)) {
            case ALLOWED -> {}
            case OWN_GROUP ->
                throw ProblemException.forbidden("Nobody gives themselves a right: you are in this group, and it would"
                        + " have more than before. Somebody who is not in it can do this.");
            case LAST_TO_GIVE ->
                throw new ProblemException(Problem.of(
                        409,
                        "Conflict",
                        "This group is the last that may give rights (TOOL_RIGHTS: WRITE). Give that to another group"
                                + " first, or nobody in the district could give any."));
        }
    }
}
