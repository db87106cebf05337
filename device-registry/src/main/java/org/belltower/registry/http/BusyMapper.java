package org.belltower.registry.http;

import jakarta.ws.rs.core.Response;
import org.belltower.model.wire.Problem;
import org.belltower.registry.postgres.BusyException;
import org.belltower.registry.postgres.SqlFailures;
import org.belltower.service.failure.Failures;
import org.belltower.service.http.ProblemException;
import org.belltower.service.http.ProblemMapper;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;

/// What a caller is told who did not get their turn, or could not get it since the database is away.
public class BusyMapper {
    private static final Logger LOG = Logger.getLogger(BusyMapper.class);

    /// What becomes of a commit whose answer is lost, nobody knows; every call may be repeated.
    @ServerExceptionMapper
    public Response away(JdbiException e) {
        if (!SqlFailures.isAway(e)) {
            return new ProblemMapper().failed(e);
        }
        LOG.debugf("event=database-unavailable %s", Failures.trace(e));
        return new ProblemMapper()
                .problem(new ProblemException(Problem.of(
                        503,
                        "Service Unavailable",
                        "The database does not answer. Repeating the call is safe; try again.")));
    }

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
