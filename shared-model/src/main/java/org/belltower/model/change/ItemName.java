package org.belltower.model.change;

/// Joins ids to one name that no other list of ids gives: ids hold no control characters, so a unit separator cannot
/// occur in one.
final class ItemName {
    private static final String UNIT_SEPARATOR = "\u001f";

    private ItemName() {}

    static String of(String... ids) {
        return String.join(UNIT_SEPARATOR, ids);
    }
}
