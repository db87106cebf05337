package org.belltower.simulator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// A request that cannot be served, told as a problem (RFC 9457). Stays inside this package: the server turns it
/// into the answer.
final class ControlProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final @Nullable String field;

    private ControlProblem(int status, String title, @Nullable String field, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
        this.field = field;
    }

    static ControlProblem field(String field, String detail) {
        return new ControlProblem(400, "Bad request", field, detail);
    }

    static ControlProblem badRequest(String detail) {
        return new ControlProblem(400, "Bad request", null, detail);
    }

    static ControlProblem notFound(String detail) {
        return new ControlProblem(404, "Not found", null, detail);
    }

    static ControlProblem methodNotAllowed() {
        return new ControlProblem(405, "Method not allowed", null, "this path knows other methods");
    }

    static ControlProblem tooLarge(int bytes) {
        return new ControlProblem(413, "Content too large", null, "a body has at most " + bytes + " bytes");
    }

    static ControlProblem notJson() {
        return new ControlProblem(415, "Unsupported media type", null, "a body is application/json");
    }

    static ControlProblem internal() {
        return new ControlProblem(500, "Internal error", null, "the simulator failed to serve this request");
    }

    int status() {
        return status;
    }

    ObjectNode json() {
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage());
        if (field != null) {
            problem.putArray("errors").addObject().put("field", field).put("detail", getMessage());
        }
        return problem;
    }
}
