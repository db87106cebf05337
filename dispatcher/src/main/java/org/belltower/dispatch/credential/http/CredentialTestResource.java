package org.belltower.dispatch.credential.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.belltower.dispatch.credential.CredentialTests;
import org.belltower.dispatch.credential.CredentialTests.Answer;
import org.belltower.dispatch.credential.TestedCredential;
import org.belltower.model.AppId;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// `POST /v1/apps/{app}/credentials/test`: what the providers think of what was uploaded.
@Path("/v1/apps/{app}/credentials/test")
public class CredentialTestResource {
    private final CredentialTests tests;
    private final Caller caller;

    CredentialTestResource(CredentialTests tests, Caller caller) {
        this.tests = tests;
        this.caller = caller;
    }

    /// The credentials of an app as they were tested.
    public record Tested(List<TestedCredential> items) {}

    /// Asks them.
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("apps.write")
    @RunOnVirtualThread
    @Operation(
            operationId = "testCredentials",
            summary = "Ask Apple and Google what they think of the app's uploaded credentials",
            description =
                    "By a push to a token that no device has: ACCEPTED if the provider believes the credential and"
                            + " refuses only the token, REFUSED with its reason, UNREACHABLE if it did not say, UNUSABLE if the"
                            + " credential cannot be opened here.")
    @APIResponse(responseCode = "200", description = "One verdict for each credential of the app")
    @APIResponse(responseCode = "400", description = "The app's id is none")
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "Neither scope nor group gives apps.write")
    @APIResponse(responseCode = "404", description = "The district has uploaded no credential for such an app")
    @APIResponse(responseCode = "429", description = "A test of the app is under way")
    public Tested test(@PathParam("app") String app) throws InterruptedException {
        return switch (tests.test(caller.district(), new AppId(app))) {
            case Answer.Busy _ ->
                throw ProblemException.tooManyRequests(
                        "A test of the app's credentials is under way.", Duration.ofSeconds(1));
            case Answer.Tested tested -> {
                if (tested.credentials().isEmpty()) {
                    throw ProblemException.notFound("No credential was uploaded for such an app in the district.");
                }
                yield new Tested(tested.credentials());
            }
        };
    }
}
