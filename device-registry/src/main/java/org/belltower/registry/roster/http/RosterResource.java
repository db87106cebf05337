package org.belltower.registry.roster.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.Problem;
import org.belltower.registry.idempotency.Claim;
import org.belltower.registry.idempotency.Fingerprint;
import org.belltower.registry.idempotency.IdempotencyKey;
import org.belltower.registry.idempotency.postgres.PostgresIdempotentCalls;
import org.belltower.registry.roster.ItemAnswer;
import org.belltower.registry.roster.RosterBody;
import org.belltower.registry.roster.RosterImport;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Changes many things of a roster at once.
@Path("/v1/roster")
@Tag(name = "Roster", description = "Scopes: roster.read to read, roster.write to write.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RosterResource {
    private static final String KEY = "Idempotency-Key";

    private final RosterImport roster;
    private final PostgresIdempotentCalls calls;
    private final Caller caller;

    RosterResource(RosterImport roster, PostgresIdempotentCalls calls, Caller caller) {
        this.roster = roster;
        this.calls = calls;
        this.caller = caller;
    }

    /// What is answered: one answer for each item.
    record Answer(List<ItemAnswer> items) {}

    @POST
    @PermissionsAllowed("roster.write")
    @Operation(
            operationId = "changeRoster",
            summary = "Create, replace and delete, up to 1,000 items in order",
            description = """
                    Each item is answered for itself; one that is refused stops no other. Put what an item needs before \
                    it. An item that is so already writes and publishes nothing, so a whole roster may come again every \
                    night. With an Idempotency-Key the same body is answered as it was the first time, for 24 hours.""")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "Roster")))
    @APIResponse(
            responseCode = "200",
            description = "An answer for each item, in the same order",
            content = @Content(schema = @Schema(ref = "RosterAnswer")))
    public Response change(@HeaderParam(KEY) @Nullable String key, @Context HttpHeaders headers, RosterBody body)
            throws MalformedMessageException {
        if (key == null && headers.getRequestHeaders().containsKey(KEY)) {
            // The framework takes one that is empty for none, and a call that meant to be done once would be done
            // twice.
            throw new InvalidFieldException(KEY, "must not be blank");
        }
        List<JsonNode> items = RosterImport.items(JsonCodec.read(body.bytes(), JsonNode.class));
        return Response.ok(
                        key == null
                                ? done(caller.district(), items)
                                : once(new IdempotencyKey(caller.client(), key), body, items))
                .build();
    }

    private String done(DistrictId district, List<JsonNode> items) {
        return new String(JsonCodec.write(new Answer(roster.apply(district, items))), StandardCharsets.UTF_8);
    }

    private String once(IdempotencyKey key, RosterBody body, List<JsonNode> items) {
        DistrictId district = caller.district();
        return switch (calls.claim(district, key, Fingerprint.of(body.bytes()))) {
            case Claim.First first -> {
                String answer;
                try {
                    answer = done(district, items);
                } catch (RuntimeException e) {
                    calls.failed(district, key, first);
                    throw e;
                }
                calls.answered(district, key, first, answer);
                yield answer;
            }
            case Claim.Answered(String answer) -> answer;
            case Claim.Running _ -> throw refused(409, "Conflict", "A call with this key is still running; try again.");
            case Claim.OtherBody _ -> throw refused(422, "Unprocessable Content", "The key was used for another body.");
        };
    }

    private static ProblemException refused(int status, String title, String detail) {
        return new ProblemException(Problem.of(status, title, detail, KEY));
    }
}
