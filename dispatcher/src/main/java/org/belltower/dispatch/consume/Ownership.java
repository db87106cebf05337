package org.belltower.dispatch.consume;

/// Whose an assignment is, as far as is known here.
public enum Ownership {
    /// Ours, for sure.
    OURS,
    /// Ours a while ago, and perhaps somebody else's by now. It will be known.
    IN_DOUBT,
    /// Somebody else's, or nobody's, for good: whoever takes it next begins where its outcomes end.
    LOST
}
