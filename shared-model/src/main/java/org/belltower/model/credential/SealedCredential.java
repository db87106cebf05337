package org.belltower.model.credential;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// A credential on its way to who sends: sealed, with what may be told of it. No record: the app has none.
///
/// @param version grows with each publication; a reader ignores a lower one
/// @param apns how Apple knows the app; null for other providers
/// @param envelope holds a [ProviderCredential], sealed for its id, kind and own version ([CredentialFacts#version()])
public record SealedCredential(
        DistrictId district,
        AppId app,
        Provider provider,
        long version,
        CredentialFacts facts,
        @Nullable ApnsApp apns,
        Envelope envelope) {
    public SealedCredential {
        required("district", district);
        required("app", app);
        required("provider", provider);
        required("facts", facts);
        required("envelope", envelope);
        if (provider == Provider.APNS) {
            required("apns", apns);
        }
    }

    /// Which of Apple's services an app's tokens belong to.
    public enum Environment {
        PRODUCTION,
        SANDBOX
    }

    /// @param topic the bundle id
    public record ApnsApp(String topic, Environment environment) {
        public ApnsApp {
            required("topic", topic);
            required("environment", environment);
        }
    }

    public CredentialId id() {
        return new CredentialId(district, app, provider);
    }

    public RecordKey key() {
        return id().key();
    }

    /// Opens it.
    public Opening openedBy(CredentialSeal seal) {
        return seal.open(id(), facts.kind(), facts.version(), envelope);
    }
}
