package org.belltower.model;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A value that one of the model's records does not accept, with the name of the field as it is written in JSON.
///
/// The message names the field and the rule, never the value: values may be names, tokens or scores.
public final class InvalidFieldException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    /// Characters of an id.
    public static final int LONGEST_ID = 255;

    private static final int REPLACEMENT = 0xFFFD;

    private final String field;
    private final String rule;

    public InvalidFieldException(String field, String rule) {
        super(field + " " + rule);
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

    /// What the field must hold, as the second half of a sentence: "is required".
    public String rule() {
        return rule;
    }

    /// Returns the value if it is there, else fails with "is required".
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidFieldException(field, "is required");
        }
        return value;
    }

    /// Returns the text if it has 1 to `longest` characters, none of them a control character, half a surrogate
    /// pair (which UTF-8 cannot write) or what stands for bytes that were no UTF-8 (so that two ids could become
    /// one), and no blank at either end.
    public static String text(String field, @Nullable String value, int longest) {
        String text = required(field, value);
        if (text.isBlank()) {
            throw new InvalidFieldException(field, "must not be blank");
        }
        if (text.length() > longest) {
            throw new InvalidFieldException(field, "must not be longer than " + longest + " characters");
        }
        if (!text.equals(text.strip())) {
            throw controlOrBlank(field);
        }
        return characters(field, text);
    }

    /// One plain loop, which allocates nothing: each id and token that a dispatcher looks up comes this way.
    /// Control characters are told before what is not well-formed, wherever in the text each is.
    private static String characters(String field, String text) {
        boolean broken = false;
        int c;
        for (int at = 0; at < text.length(); at += Character.charCount(c)) {
            c = text.codePointAt(at);
            if (Character.isISOControl(c)) {
                throw controlOrBlank(field);
            }
            broken |= isBroken(c);
        }
        if (broken) {
            throw new InvalidFieldException(field, "must be well-formed Unicode");
        }
        return text;
    }

    private static InvalidFieldException controlOrBlank(String field) {
        return new InvalidFieldException(field, "must not hold control characters or begin or end with a blank");
    }

    private static boolean isBroken(int c) {
        return (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) || c == REPLACEMENT;
    }
}
