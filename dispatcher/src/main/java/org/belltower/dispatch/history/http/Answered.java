package org.belltower.dispatch.history.http;

import java.util.function.Supplier;
import org.belltower.dispatch.history.HistoryAwayException;
import org.belltower.model.wire.Problem;
import org.belltower.service.failure.Failures;
import org.belltower.service.http.ProblemException;
import org.jboss.logging.Logger;

/// What the history answers, or that it is away.
final class Answered {
    private static final Logger LOG = Logger.getLogger(Answered.class);

    private Answered() {}

    /// @throws ProblemException 503 if it is not to be had now
    static <T> T by(Supplier<T> question) {
        try {
            return question.get();
        } catch (HistoryAwayException e) {
            LOG.debugf("event=history-unanswered cause=%s", Failures.kinds(e));
            throw new ProblemException(
                    Problem.of(503, "Service Unavailable", "The history does not answer at the moment; try again."));
        }
    }
}
