package org.belltower.dispatch.history.http;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.belltower.dispatch.history.HistoryAwayException;
import org.belltower.model.wire.Problem;
import org.belltower.service.failure.Failures;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.jboss.logging.Logger;

/// What the history answers to somebody whose turn it is, or that it is away.
@Singleton
class Answered {
    private static final Logger LOG = Logger.getLogger(Answered.class);

    private final QuestionTurns turns;
    private final Caller caller;

    Answered(QuestionTurns turns, Caller caller) {
        this.turns = turns;
        this.caller = caller;
    }

    /// @throws ProblemException 503 if it is not to be had now, 429 if the caller asks too much
    <T> T by(Supplier<T> question) {
        try {
            return turns.ask(QuestionTurns.Asker.of(caller), question);
        } catch (HistoryAwayException e) {
            LOG.debugf("event=history-unanswered cause=%s", Failures.kinds(e));
            throw new ProblemException(
                    Problem.of(503, "Service Unavailable", "The history does not answer at the moment; try again."));
        }
    }
}
