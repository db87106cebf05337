package org.belltower.dispatch.flow;

import org.belltower.model.Provider;

/// What a provider counts and limits us by: an APNs team in an environment, an FCM project.
///
/// @param id names it in logs and on the status page; no secret
public record Credential(Provider provider, String id) {
    @Override
    public String toString() {
        return provider + "/" + id;
    }
}
