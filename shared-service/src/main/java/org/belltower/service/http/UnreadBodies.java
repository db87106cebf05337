package org.belltower.service.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// What happens to a body that is still coming in when its request has been answered (401, 413, 415): it is thrown away
/// as it comes, for two seconds, so that a sender who means well reads the answer and keeps the connection; then the
/// connection is closed. Left alone, Quarkus keeps such a body in memory until it ends, however long it is.
@Singleton
class UnreadBodies {
    private static final long GRACE_MILLIS = 2_000;
    // Before Quarkus' own filters: those of authentication have 200.
    private static final int FIRST = 1_000;

    private final Vertx vertx;

    UnreadBodies(Vertx vertx) {
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    private void watch(RoutingContext context) {
        context.addEndHandler(_ -> discard(context.request()));
        context.next();
    }

    // Runs on the connection's event loop, as all that happens to the request.
    private void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        request.handler(_ -> {});
        request.resume();
        vertx.setTimer(GRACE_MILLIS, _ -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }
}
