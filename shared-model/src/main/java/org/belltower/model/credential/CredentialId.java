package org.belltower.model.credential;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Locale;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.Provider;
import org.belltower.model.wire.RecordKey;

/// Which credential: an app has at most one for each provider.
public record CredentialId(DistrictId district, AppId app, Provider provider) {
    public CredentialId {
        required("district", district);
        required("app", app);
        required("provider", provider);
    }

    /// The key of its record: the provider stands first, since an app's id may hold anything.
    public RecordKey key() {
        return new RecordKey(district, keyId(app, provider));
    }

    /// The key's id, within a district.
    public static String keyId(AppId app, Provider provider) {
        return prefix(provider) + app.value();
    }

    /// @throws InvalidFieldException if it is none of a credential
    public static CredentialId of(RecordKey key) {
        for (Provider provider : Provider.values()) {
            if (key.id().startsWith(prefix(provider))) {
                String app = key.id().substring(prefix(provider).length());
                return new CredentialId(key.district(), new AppId(app), provider);
            }
        }
        throw new InvalidFieldException("key", "must be district/provider:app");
    }

    private static String prefix(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT) + ":";
    }

    /// As it stands in logs.
    @Override
    public String toString() {
        return key().toString();
    }
}
