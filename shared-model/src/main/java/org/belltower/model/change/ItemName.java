package org.belltower.model.change;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.model.InvalidFieldException;

/// Joins ids to one name that no other list of ids gives: ids hold no control characters, so a unit separator cannot
/// occur in one.
final class ItemName {
    private static final String UNIT_SEPARATOR = "\u001f";

    /// Three ids and what joins them.
    private static final int LONGEST = 3 * InvalidFieldException.LONGEST_ID + 2;

    private ItemName() {}

    static String of(String... ids) {
        return String.join(UNIT_SEPARATOR, ids);
    }

    /// @throws InvalidFieldException if it is longer than any
    static void check(String field, String name) {
        if (required(field, name).length() > LONGEST) {
            throw new InvalidFieldException(field, "must not be longer than " + LONGEST + " characters");
        }
    }
}
