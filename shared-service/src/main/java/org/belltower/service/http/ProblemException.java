package org.belltower.service.http;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.belltower.model.wire.Problem;

/// A refusal, with what the caller is told.
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    public ProblemException(Problem problem) {
        this(problem, Optional.empty());
    }

    private ProblemException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.title());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /// 400, with the field that is wrong.
    public static ProblemException badRequest(String field, String detail) {
        return new ProblemException(Problem.of(400, "Bad Request", detail, field));
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of(403, "Forbidden", detail));
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of(404, "Not Found", detail));
    }

    /// 429, with when to come again.
    public static ProblemException tooManyRequests(String detail, Duration retryAfter) {
        return new ProblemException(Problem.of(429, "Too Many Requests", detail), Optional.of(retryAfter));
    }

    /// When to come again, if it is known better than by the status.
    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public Problem problem() {
        return problem;
    }
}
