package org.belltower.dispatch.history;

import java.io.Serial;

/// The history is not to be had now: its database is away or busy, or its tables are not made yet.
public final class HistoryAwayException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public HistoryAwayException(String message) {
        super(message);
    }

    public HistoryAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
