package org.belltower.model.credential;

import org.belltower.model.Provider;

/// What a provider believes.
public enum CredentialKind {
    /// A signing key of an Apple developer team (`.p8`): signs provider tokens for all apps of the team.
    SIGNING_KEY(Provider.APNS),

    /// A certificate of one app at Apple with its key (`.p12`).
    CERTIFICATE(Provider.APNS),

    /// A service account of a Firebase project (JSON).
    SERVICE_ACCOUNT(Provider.FCM);

    private final Provider provider;

    CredentialKind(Provider provider) {
        this.provider = provider;
    }

    public Provider provider() {
        return provider;
    }
}
