package org.belltower.registry.publish.http;

import jakarta.ws.rs.core.Response;
import org.belltower.model.wire.Problem;
import org.belltower.registry.publish.UnpublishedException;
import org.belltower.service.http.ProblemException;
import org.belltower.service.http.ProblemMapper;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What a caller is told whose change is stored but not acknowledged by Kafka in time.
public class UnpublishedMapper {
    @ServerExceptionMapper
    public Response unpublished(UnpublishedException e) {
        return new ProblemMapper()
                .problem(new ProblemException(Problem.of(
                        503,
                        "Service Unavailable",
                        "It is stored, and will be published as soon as Kafka takes it; until then what was queued before"
                                + " may still be told. Repeating the call is safe.")));
    }
}
