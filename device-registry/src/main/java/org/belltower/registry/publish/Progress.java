package org.belltower.registry.publish;

/// What one look at the marks came to.
enum Progress {
    /// There was nothing that can be done now.
    IDLE,
    /// Something was published; there may be more.
    PUBLISHED
}
