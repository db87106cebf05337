package org.belltower.model.change;

/// What became of the item that a change is about.
public sealed interface ItemStep {
    /// It is there, with the change's value.
    ///
    /// @param unchanged whether it had that value before, as its source says: what was written is
    ///     none of the change's business. That tells nobody anything, unless another value is known
    record Upsert(boolean unchanged) implements ItemStep {
        public Upsert() {
            this(false);
        }
    }

    /// It is there, with the change's value, and was called otherwise before: what is known under its former
    /// name is known of it.
    ///
    /// @param from its former [Change#item], of the same student and category
    /// @param unchanged whether it had that value under its former name, as its source says
    record Move(String from, boolean unchanged) implements ItemStep {
        public Move {
            ItemName.check("from", from);
        }

        public Move(String from) {
            this(from, false);
        }
    }

    /// It is not there any more; the change says what it was. That tells nobody anything.
    record Delete() implements ItemStep {
        @Override
        public boolean unchanged() {
            return false;
        }
    }

    /// Whether its source says that it had the change's value before.
    boolean unchanged();
}
