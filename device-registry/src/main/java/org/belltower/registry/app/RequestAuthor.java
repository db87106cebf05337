package org.belltower.registry.app;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.belltower.registry.postgres.Author;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.service.identity.Caller;
import org.jspecify.annotations.Nullable;

/// Who a write is done for, and from where: the caller, or where nobody calls the service itself.
/// Thread-safe.
@Singleton
class RequestAuthor implements Supplier<Author> {
    private static final char ZONE = '%';

    private final Caller caller;
    private final CurrentVertxRequest request;

    /// @param caller stands for the caller of whichever request is under way
    /// @param request stands for whichever is under way
    RequestAuthor(Caller caller, CurrentVertxRequest request) {
        this.caller = caller;
        this.request = request;
    }

    @Override
    public Author get() {
        boolean called = Arc.container().requestContext().isActive() && caller.hasToken();
        return called
                ? new Author(caller.actor(), caller.application().orElse(null), address())
                : DistrictTransactions.SERVICE;
    }

    /// The other end of the connection. Only where Quarkus is told to trust a proxy (`quarkus.http.proxy`) is
    /// it what the proxy says; no header is read here.
    private @Nullable String address() {
        RoutingContext context = request.getCurrent();
        SocketAddress peer = context == null ? null : context.request().remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        return address == null ? null : withoutZone(address);
    }

    /// `fe80::1%eth0`: through which of this machine's interfaces says nothing of the caller.
    static String withoutZone(String address) {
        int zone = address.indexOf(ZONE);
        return zone < 0 ? address : address.substring(0, zone);
    }
}
