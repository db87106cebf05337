package org.belltower.registry.erasure;

/// How an erasure ended.
public enum Erased {
    /// Nothing that the person left behind is there any more.
    DONE,
    /// The person is in the roster, so nothing was erased.
    IN_ROSTER
}
