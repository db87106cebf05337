package org.belltower.registry.credential;

import org.belltower.model.credential.CredentialFacts;
import org.jspecify.annotations.Nullable;

/// What may be told of an app's credentials.
///
/// @param apns null if none was uploaded
/// @param fcm null if none was uploaded
public record AppCredentials(
        @Nullable CredentialFacts apns, @Nullable CredentialFacts fcm) {}
