package org.belltower.model.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// A problem for a caller (RFC 9457), as `application/problem+json`.
///
/// @param type a URI that names the kind of problem, `about:blank` where the status says it all
/// @param detail what to do about it; never the value that was wrong
/// @param errors the fields that are wrong, empty where none is to blame
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of());
    }

    public static Problem of(int status, String title, String detail, String field) {
        return new Problem("about:blank", title, status, detail, List.of(new FieldError(field, detail)));
    }

    /// One field that is wrong.
    public record FieldError(String field, String detail) {}
}
