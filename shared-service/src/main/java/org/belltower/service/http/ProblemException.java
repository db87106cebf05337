package org.belltower.service.http;

import java.io.Serial;
import org.belltower.model.wire.Problem;

/// A refusal, with what the caller is told.
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.title());
        this.problem = problem;
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

    public Problem problem() {
        return problem;
    }
}
