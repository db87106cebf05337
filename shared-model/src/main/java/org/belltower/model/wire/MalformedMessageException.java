package org.belltower.model.wire;

import java.io.Serial;
import java.util.Objects;

/// A message that cannot be read. Says which field and which rule, never the value, so that it can stand in a log, a
/// problem and a dead letter's reason.
public final class MalformedMessageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String field;
    private final String rule;

    /// @param field the path of the field, empty for the message as a whole
    /// @param rule the second half of a sentence: "is required"
    public MalformedMessageException(String field, String rule) {
        super(field.isEmpty() ? "the message " + rule : field + " " + rule);
        this.field = field;
        this.rule = rule;
    }

    /// The sentence: field and rule.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public String field() {
        return field;
    }

    public String rule() {
        return rule;
    }
}
