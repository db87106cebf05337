package org.belltower.service.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.Problem;

/// Refuses what begins with a `;` in a path (RFC 3986, 3.3): the framework takes it for a parameter and drops it, so
/// that a call for `rosa;v=2` would change `rosa`. As a part of an id it is written `%3B`.
@Singleton
class MatrixParameters {
    // Before Quarkus' own filters, after the one that looks after bodies.
    private static final int PRIORITY = 900;

    void register(@Observes Filters filters) {
        filters.register(MatrixParameters::refuse, PRIORITY);
    }

    private static void refuse(RoutingContext context) {
        String path = context.request().path();
        if (path == null || path.indexOf(';') < 0) {
            context.next();
            return;
        }
        Problem problem =
                Problem.of(400, "Bad Request", "A semicolon in the path must be written %3B: it is a part of an id.");
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(JsonCodec.write(problem)));
    }
}
