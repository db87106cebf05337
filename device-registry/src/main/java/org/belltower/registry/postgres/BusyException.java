package org.belltower.registry.postgres;

import java.io.Serial;

/// Somebody else has in hand what is to be changed, for longer than is waited for. What was asked for may be repeated.
public final class BusyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /// In this process.
    public BusyException() {
        super("somebody else has it in hand");
    }

    /// In the database: a lock was not to be had.
    public BusyException(Throwable cause) {
        super("somebody else has it in hand", cause);
    }
}
