package org.belltower.local.demo.play;

/// How a request carries events (CloudEvents HTTP protocol binding 1.0).
enum Mode {
    STRUCTURED,
    BINARY,
    BATCH;

    /// They take turns.
    Mode next() {
        return switch (this) {
            case STRUCTURED -> BINARY;
            case BINARY -> BATCH;
            case BATCH -> STRUCTURED;
        };
    }
}
