package org.belltower.service.identity;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/// On the main port nothing but the API's document, and what a service says is open ([OpenPath]), answers without a
/// valid token: not even that there is nothing at a path. What a token allows is said at each resource.
///
/// Quarkus applies a policy without a name to every request, before any resource is looked for. (Its own
/// `policy=authenticated` answers 401 without a body; this one fails, so that the problem mapper answers.)
@Singleton
public class TokenRequired implements HttpSecurityPolicy {
    private static final String DOCUMENT = "/q/openapi";

    private final Instance<OpenPath> open;

    TokenRequired(@Any Instance<OpenPath> open) {
        this.open = open;
    }

    // Uni is Quarkus' signature: it stays here.
    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        String path = request.normalizedPath();
        if (path.equals(DOCUMENT) || open.stream().anyMatch(known -> known.covers(path))) {
            return CheckResult.permit();
        }
        return identity.map(caller -> {
            if (caller.isAnonymous()) {
                throw new UnauthorizedException();
            }
            return CheckResult.PERMIT;
        });
    }
}
