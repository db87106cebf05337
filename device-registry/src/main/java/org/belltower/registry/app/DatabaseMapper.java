package org.belltower.registry.app;

import jakarta.ws.rs.core.Response;
import org.belltower.model.wire.Problem;
import org.belltower.registry.postgres.SqlFailures;
import org.belltower.service.failure.Failures;
import org.belltower.service.http.ProblemException;
import org.belltower.service.http.ProblemMapper;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;

/// What a caller is told while the database is away: to come again. Other failures of it are defects.
public class DatabaseMapper {
    private static final Logger LOG = Logger.getLogger(DatabaseMapper.class);

    /// What becomes of a commit whose answer is lost, nobody knows; every call may be repeated.
    @ServerExceptionMapper
    public Response failed(JdbiException e) {
        if (!SqlFailures.isAway(e)) {
            return new ProblemMapper().failed(e);
        }
        LOG.warnf("event=database-unavailable cause=%s", Failures.kinds(e));
        return new ProblemMapper()
                .problem(new ProblemException(Problem.of(
                        503,
                        "Service Unavailable",
                        "The database does not answer. Repeating the call is safe; try again.")));
    }
}
