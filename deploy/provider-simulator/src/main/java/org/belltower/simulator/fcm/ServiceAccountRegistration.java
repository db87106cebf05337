package org.belltower.simulator.fcm;

import java.security.interfaces.RSAPublicKey;

/// The public side of a service account.
///
/// @param projectId the project whose devices it may push to
/// @param clientEmail the `iss` of its assertions
/// @param privateKeyId the `kid` of its assertions
/// @param key verifies them
public record ServiceAccountRegistration(String projectId, String clientEmail, String privateKeyId, RSAPublicKey key) {

    /// No text is blank.
    public ServiceAccountRegistration {
        if (projectId.isBlank() || clientEmail.isBlank() || privateKeyId.isBlank()) {
            throw new IllegalArgumentException("project, client email and private key id must not be blank");
        }
    }
}
