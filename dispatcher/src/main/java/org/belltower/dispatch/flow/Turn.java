package org.belltower.dispatch.flow;

import org.belltower.model.AppId;
import org.belltower.model.DistrictId;

/// What a push asks a permit for: whose turn it is to be, and by which credential.
public record Turn(Lane lane, DistrictId district, AppId app, Credential credential) {
    /// Whose tokens share one environment: what the provider rejects of them is held against them
    /// alone.
    Party party() {
        return new Party(district, app);
    }

    /// A district's devices of one app.
    public record Party(DistrictId district, AppId app) {}
}
