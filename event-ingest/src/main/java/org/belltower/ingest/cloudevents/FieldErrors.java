package org.belltower.ingest.cloudevents;

import java.util.ArrayList;
import java.util.List;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.Problem;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with one event, so that its producer is told everything at once. The first error of a field
/// stands. Names fields and rules, never values.
final class FieldErrors {
    // A small event can have thousands of wrong attributes; an answer need not.
    private static final int MOST = 20;

    private final List<Problem.FieldError> errors = new ArrayList<>();

    /// Something that may refuse a field.
    interface Check<T> {
        T get() throws MalformedMessageException;
    }

    /// @param rule the second half of a sentence: "is required"
    void add(String field, String rule) {
        boolean told = errors.stream().anyMatch(error -> error.field().equals(field));
        if (!told && errors.size() < MOST) {
            errors.add(new Problem.FieldError(field, field + " " + rule));
        }
    }

    /// Returns what the check returns, or null if it refused, which is remembered.
    <T> @Nullable T check(Check<T> check) {
        try {
            return check.get();
        } catch (MalformedMessageException e) {
            add(e.field(), e.rule());
        } catch (InvalidFieldException e) {
            add(e.field(), e.rule());
        }
        return null;
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    Problem problem() {
        String detail = errors.size() == 1
                ? errors.getFirst().detail()
                : "The event has %d wrong fields.".formatted(errors.size());
        return new Problem("about:blank", "Bad Request", 400, detail, errors);
    }
}
