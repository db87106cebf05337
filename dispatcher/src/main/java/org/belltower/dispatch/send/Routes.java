package org.belltower.dispatch.send;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.model.AppId;
import org.belltower.model.Provider;

/// The routes that are configured: at most one per app and provider.
public final class Routes {
    private final Map<Key, Route> routes;

    /// @throws IllegalStateException if two are of one app and provider
    public Routes(Collection<Route> routes) {
        this.routes = routes.stream()
                .collect(Collectors.toUnmodifiableMap(
                        route -> new Key(route.app(), route.provider()), Function.identity()));
    }

    public Optional<Route> find(AppId app, Provider provider) {
        return Optional.ofNullable(routes.get(new Key(app, provider)));
    }

    public List<Route> all() {
        return List.copyOf(routes.values());
    }

    private record Key(AppId app, Provider provider) {}
}
