package org.belltower.registry.credential;

import java.time.Instant;
import java.util.Optional;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialFacts;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.registry.device.App;
import org.jspecify.annotations.Nullable;

/// A credential that was read and checked, with what may be told of it.
///
/// @param topic the bundle id that a certificate is for; null if it does not tell
public record Submitted(
        ProviderCredential credential,
        @Nullable String keyId,
        @Nullable String teamId,
        @Nullable String project,
        String fingerprint,
        @Nullable Instant expires,
        @Nullable String topic) {

    Submitted(
            ProviderCredential credential,
            @Nullable String keyId,
            @Nullable String teamId,
            @Nullable String project,
            String fingerprint,
            @Nullable Instant expires) {
        this(credential, keyId, teamId, project, fingerprint, expires, null);
    }

    Submitted forTopic(Optional<String> told) {
        return new Submitted(credential, keyId, teamId, project, fingerprint, expires, told.orElse(null));
    }

    public Provider provider() {
        return credential.credentialKind().provider();
    }

    public CredentialFacts facts(long version, Instant uploaded) {
        return new CredentialFacts(
                credential.credentialKind(), version, keyId, teamId, project, fingerprint, expires, uploaded);
    }

    /// @throws InvalidFieldException if it is not for this app
    public void requireFor(App app) {
        switch (provider()) {
            case APNS -> {
                App.Apns apns = app.apns();
                if (apns == null) {
                    throw new InvalidFieldException("app", "must have an APNs topic first");
                }
                if (topic != null && !topic.equals(apns.topic())) {
                    throw new InvalidFieldException("p12", "must be for the app's topic");
                }
            }
            case FCM -> {
                App.Fcm fcm = app.fcm();
                if (fcm == null) {
                    throw new InvalidFieldException("app", "must have an FCM project first");
                }
                if (!fcm.project().equals(project)) {
                    throw new InvalidFieldException("project_id", "must be the app's project");
                }
            }
        }
    }
}
