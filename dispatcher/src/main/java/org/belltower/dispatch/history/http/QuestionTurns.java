package org.belltower.dispatch.history.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.belltower.dispatch.history.HistoryAwayException;
import org.belltower.model.DistrictId;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Actor;
import org.belltower.service.identity.Caller;

/// Whoever asks the history has one question with it at a time: a few more of the same wait for that one, and
/// all others are turned away. So of the few that the history answers at once nobody has more than one.
///
/// Thread-safe; holds as many as ask at the moment.
public final class QuestionTurns {
    /// Of one who asks, with the one that is being answered.
    static final int MOST = 8;

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Duration patience;
    private final Map<Asker, Line> lines = new ConcurrentHashMap<>();

    /// @param patience how long a question waits for its turn
    public QuestionTurns(Duration patience) {
        this.patience = patience;
    }

    /// A person, or else a program, of a district.
    record Asker(DistrictId district, Actor actor) {
        static Asker of(Caller caller) {
            Actor actor = caller.isPerson()
                    ? new Actor.Person(caller.person())
                    : new Actor.Client(caller.application().orElse(""));
            return new Asker(caller.district(), actor);
        }
    }

    /// @param asked how many of the asker's are here
    private record Line(Semaphore turn, int asked) {}

    /// How many of the asker's are here.
    int asked(Asker asker) {
        Line line = lines.get(asker);
        return line == null ? 0 : line.asked;
    }

    /// Blocks for the turn and the answer.
    ///
    /// @throws ProblemException 429 if too many of the asker's wait, or this one has waited for too long
    /// @throws HistoryAwayException if it is interrupted
    <T> T ask(Asker asker, Supplier<T> question) {
        Line line = lines.merge(
                asker, new Line(new Semaphore(1, true), 1), (before, _) -> new Line(before.turn, before.asked + 1));
        try {
            if (line.asked > MOST || !line.turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ProblemException.tooManyRequests("Too many questions of yours are being answered.", AGAIN);
            }
            try {
                return question.get();
            } finally {
                line.turn.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryAwayException("interrupted", e);
        } finally {
            lines.computeIfPresent(
                    asker, (_, before) -> before.asked == 1 ? null : new Line(before.turn, before.asked - 1));
        }
    }
}
