package org.belltower.rules.compose;

/// As what a change is told.
public enum Kind {
    NEWS,
    /// It corrects what was told.
    UPDATE
}
