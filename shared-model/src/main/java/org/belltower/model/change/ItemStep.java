package org.belltower.model.change;

import static org.belltower.model.InvalidFieldException.required;

/// What became of the item that a change is about.
public sealed interface ItemStep {
    /// It is there, with the change's value.
    record Upsert() implements ItemStep {}

    /// It is there, with the change's value, and was called otherwise before: what is known under its former
    /// name is known of it.
    ///
    /// @param from its former [Change#item], of the same student and category
    record Move(String from) implements ItemStep {
        public Move {
            required("from", from);
        }
    }

    /// It is not there any more; the change says what it was. That tells nobody anything.
    record Delete() implements ItemStep {}
}
