package org.belltower.model.right;

/// What may be done with a tool. None implies another.
public enum Right {
    READ,
    WRITE,
    /// Where a tool has rows.
    ADD,
    /// Where a tool has rows.
    DELETE
}
