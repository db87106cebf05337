package org.belltower.dispatch.testpush.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.belltower.dispatch.testpush.TestPushEnds;
import org.belltower.dispatch.testpush.TestPushes;
import org.belltower.dispatch.testpush.TestPushes.Answer;
import org.belltower.model.DeviceId;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.Problem;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// "Send a test push to my device", and how it ended.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TestPushResource {
    private static final int ACCEPTED = 202;

    private final TestPushes pushes;
    private final TestPushEnds ends;
    private final Caller caller;

    TestPushResource(TestPushes pushes, TestPushEnds ends, Caller caller) {
        this.pushes = pushes;
        this.ends = ends;
        this.caller = caller;
    }

    /// Its id, by which to ask how it ended.
    public record Written(String push) {}

    /// Writes one.
    @POST
    @Path("/devices/{installation}/test-push")
    @PermissionsAllowed("devices")
    @Operation(
            operationId = "sendTestPush",
            summary = "Send a test push to my device",
            description =
                    "With fixed words, by the path that change notifications take. The district's switch, the session,"
                            + " Stay Logged In and the permission decide; categories, schools and calendars do not.")
    @APIResponse(
            responseCode = "202",
            description = "It stands on the lane",
            content = @Content(schema = @Schema(implementation = Written.class)))
    @APIResponse(responseCode = "400", description = "The installation id is none")
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "The token does not carry devices, or is no person's")
    @APIResponse(
            responseCode = "404",
            description = "You were not the last to sign in on such a device, or that is not known yet")
    @APIResponse(responseCode = "429", description = "One was asked for within 10 seconds; Retry-After says when")
    @APIResponse(responseCode = "503", description = "Kafka does not answer, or what is known of devices is too old")
    public Response send(@PathParam("installation") String installation) {
        return switch (pushes.send(caller.district(), new DeviceId(installation), caller.person())) {
            case Answer.Written written ->
                Response.status(ACCEPTED)
                        .entity(new Written(written.push().toString()))
                        .build();
            case Answer.NotTheirs _ ->
                throw ProblemException.notFound("You were not the last to sign in on such a device.");
            case Answer.TooSoon soon ->
                throw ProblemException.tooManyRequests(
                        "At most one test push in 10 seconds to a device.", soon.again());
            case Answer.NotKnown _ ->
                throw new ProblemException(Problem.of(
                        503, "Service Unavailable", "What is known of devices is too old at the moment; try again."));
        };
    }

    /// How it ended.
    @GET
    @Path("/test-pushes/{id}")
    @PermissionsAllowed("devices")
    @Operation(
            operationId = "testPush",
            summary = "How my test push ended",
            description =
                    "Known for the last few thousand, until the service ends, by the copy of it that sent the push. The copy"
                            + " that was asked for it says WAITING until it must have ended, five minutes at most, and 404"
                            + " then. ACCEPTED is by the provider: what the device shows is not known. While it is WAITING,"
                            + " reason is why it could not go the last time that it was sent, in the words of lastFailure in"
                            + " the status; null if that copy has not sent it yet.")
    @APIResponse(responseCode = "200", description = "Where it stands")
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "The token does not carry devices, or is no person's")
    @APIResponse(
            responseCode = "404",
            description = "You have asked for no such test push, or how it ended is not known here")
    public TestPushStatus get(@PathParam("id") String id) {
        return id(id).flatMap(push -> ends.find(caller.district(), caller.person(), push))
                .map(TestPushStatus::of)
                .orElseThrow(() -> ProblemException.notFound("No such test push of yours is known here."));
    }

    private static Optional<PushId> id(String text) {
        try {
            return Optional.of(new PushId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
