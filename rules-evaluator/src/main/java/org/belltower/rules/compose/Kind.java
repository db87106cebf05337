package org.belltower.rules.compose;

/// What a notification is to whoever gets it.
public enum Kind {
    /// The first that is told of it.
    NEWS,
    /// It corrects what was told.
    UPDATE
}
