package org.belltower.local.demo.post;

/// How a request carries events (CloudEvents HTTP protocol binding 1.0).
public enum Mode {
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
