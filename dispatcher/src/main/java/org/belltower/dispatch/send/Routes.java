package org.belltower.dispatch.send;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;

/// The routes that are configured, for all districts: at most one per app and provider.
public final class Routes implements Outlets {
    private static final Outlet MISSING = new Outlet.Missing();

    private final Map<Key, Route> routes;

    /// @throws IllegalStateException if two are of one app and provider
    public Routes(Collection<Route> routes) {
        this.routes = routes.stream()
                .collect(Collectors.toUnmodifiableMap(
                        route -> new Key(route.app(), route.provider()), Function.identity()));
    }

    @Override
    public Outlet find(DistrictId district, AppId app, Provider provider) {
        Route route = routes.get(new Key(app, provider));
        return route == null ? MISSING : new Outlet.Open(route);
    }

    public List<Route> all() {
        return List.copyOf(routes.values());
    }

    private record Key(AppId app, Provider provider) {}
}
