package org.belltower.registry.credential.http;

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
import java.time.InstantSource;
import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialFacts;
import org.belltower.model.wire.Problem;
import org.belltower.registry.credential.ApnsUpload;
import org.belltower.registry.credential.AppCredentials;
import org.belltower.registry.credential.CertificateReader;
import org.belltower.registry.credential.FcmUpload;
import org.belltower.registry.credential.Submitted;
import org.belltower.registry.credential.postgres.PostgresCredentials;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The credentials of an app of the caller's district. What was uploaded is never answered.
@Path("/v1/apps/{id}/credentials")
@Tag(
        name = "Credential",
        description =
                "Tool rights: apps.read, apps.write; programs: scopes roster.read, apps.write. Credentials are never"
                        + " shown.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CredentialResource {
    private static final String HOW =
            " Checked, encrypted, kept instead of the one before, and answered when it is published: pushes go by it from"
                    + " a few seconds later on.";

    private final PostgresCredentials credentials;
    private final CertificateReader certificates;
    private final PostgresApps apps;
    private final Caller caller;
    private final InstantSource clock;

    CredentialResource(
            PostgresCredentials credentials,
            CertificateReader certificates,
            PostgresApps apps,
            Caller caller,
            InstantSource clock) {
        this.credentials = credentials;
        this.certificates = certificates;
        this.apps = apps;
        this.caller = caller;
        this.clock = clock;
    }

    @PUT
    @Path("/apns")
    @PermissionsAllowed("apps.write")
    @Operation(
            summary = "Upload the app's credential at Apple",
            description = "A signing key (p8, keyId, teamId) or a certificate (p12, password)." + HOW)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = CredentialFacts.class)))
    @APIResponse(
            responseCode = "503",
            description = "Too many certificates are being read, or one of the district is; nothing was changed.")
    public CredentialFacts putApns(@PathParam("id") String id, ApnsUpload upload) {
        AppId app = kept(id);
        return put(
                app,
                certificates.read(caller.district(), upload, clock.instant()).orElseThrow(CredentialResource::busy));
    }

    @PUT
    @Path("/fcm")
    @PermissionsAllowed("apps.write")
    @Operation(
            summary = "Upload the app's service account at Firebase",
            description = "The JSON file as Google gives it out." + HOW)
    public CredentialFacts putFcm(@PathParam("id") String id, FcmUpload upload) {
        return put(kept(id), upload.read());
    }

    /// The app, if a credential of it could be kept: asked before anything is computed for it.
    private AppId kept(String id) {
        if (!credentials.canKeep()) {
            throw new ProblemException(Problem.of(
                    409,
                    "Conflict",
                    "There is no key to encrypt credentials with: belltower.credentials is not configured."));
        }
        AppId app = new AppId(id);
        requireKnown(app);
        return app;
    }

    private void requireKnown(AppId app) {
        if (apps.find(caller.district(), app).isEmpty()) {
            throw unknown();
        }
    }

    private CredentialFacts put(AppId app, Submitted submitted) {
        return credentials.put(caller.district(), app, submitted).orElseThrow(CredentialResource::unknown);
    }

    @GET
    @PermissionsAllowed({"roster.read", "apps.read"})
    @Operation(
            summary = "What may be told of the app's credentials",
            description = "Ids, the fingerprint of the public key, when it was uploaded and when it expires.")
    public AppCredentials get(@PathParam("id") String id) {
        AppId app = new AppId(id);
        requireKnown(app);
        return credentials.facts(caller.district(), app);
    }

    @DELETE
    @Path("/apns")
    @PermissionsAllowed("apps.write")
    @Operation(
            summary = "Take the app's credential at Apple away",
            description = "Answered when that is published: from a few seconds later on nothing is sent by it.")
    public void deleteApns(@PathParam("id") String id) {
        delete(id, Provider.APNS);
    }

    @DELETE
    @Path("/fcm")
    @PermissionsAllowed("apps.write")
    @Operation(
            summary = "Take the app's service account at Firebase away",
            description = "Answered when that is published: from a few seconds later on nothing is sent by it.")
    public void deleteFcm(@PathParam("id") String id) {
        delete(id, Provider.FCM);
    }

    private void delete(String id, Provider provider) {
        if (!credentials.delete(caller.district(), new AppId(id), provider)) {
            throw unknown();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(Problem.of(
                503,
                "Service Unavailable",
                "Too many certificates are being read, or one of the district is. Nothing was changed; try again."));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such app in the district.");
    }
}
