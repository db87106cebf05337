package org.belltower.registry.http;

import jakarta.ws.rs.core.Response;
import org.belltower.model.wire.Problem;
import org.belltower.registry.postgres.BusyException;
import org.belltower.service.http.ProblemException;
import org.belltower.service.http.ProblemMapper;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What a caller is told who did not get their turn.
public class BusyMapper {
    @ServerExceptionMapper
    public Response busy(BusyException e) {
        return new ProblemMapper()
                .problem(
                        new ProblemException(
                                Problem.of(
                                        503,
                                        "Service Unavailable",
                                        "Other calls that change the same are under way. Repeating the call is safe; try again later.")));
    }
}
