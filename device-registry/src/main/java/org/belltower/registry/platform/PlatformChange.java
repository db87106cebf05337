package org.belltower.registry.platform;

/// What came of a change of a row of the supported platforms.
public enum PlatformChange {
    DONE,
    /// There is such a row and it may only be created, or there is none and it may only be replaced.
    NOT_ALLOWED,
    /// Another row about the same begins on that day.
    TAKEN
}
