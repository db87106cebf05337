package org.belltower.registry.page;

import java.util.regex.Pattern;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// The next page, by key.
///
/// @param after the last key of the page before; empty for the first
public record PageRequest(String after, int limit) {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MOST = 500;
    private static final int LONGEST_KEY = 255;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,4}");

    public PageRequest {
        if (!after.isEmpty()) {
            InvalidFieldException.text("after", after, LONGEST_KEY);
        }
        if (limit < 1 || limit > MOST) {
            throw new InvalidFieldException("limit", "must be 1 to " + MOST);
        }
    }

    /// As it comes in a query.
    ///
    /// @throws InvalidFieldException if the key cannot be one, or the limit is not a number or out of range
    public static PageRequest of(@Nullable String after, @Nullable String limit) {
        return new PageRequest(after == null ? "" : after, limit == null ? DEFAULT_LIMIT : number(limit));
    }

    /// Digits and nothing else; what is no number is out of range.
    private static int number(String limit) {
        return DIGITS.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
    }
}
