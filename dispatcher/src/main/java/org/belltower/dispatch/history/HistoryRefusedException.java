package org.belltower.dispatch.history;

import java.io.Serial;

/// One of the records cannot be kept, now or later.
public final class HistoryRefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public HistoryRefusedException(Throwable cause) {
        super("a record cannot be kept", cause);
    }
}
