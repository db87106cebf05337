package org.belltower.dispatch.send;

import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;

/// Where pushes leave now. What is found may be another at the next call.
///
/// Thread-safe.
@FunctionalInterface
public interface Outlets {
    Outlet find(DistrictId district, AppId app, Provider provider);

    /// These, and the others where these have none.
    default Outlets orElse(Outlets others) {
        return (district, app, provider) -> {
            Outlet found = find(district, app, provider);
            return found instanceof Outlet.Missing ? others.find(district, app, provider) : found;
        };
    }
}
