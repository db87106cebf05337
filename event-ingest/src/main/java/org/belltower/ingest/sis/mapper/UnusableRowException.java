package org.belltower.ingest.sis.mapper;

import java.io.Serial;
import java.util.Objects;

/// A row of which its mapping can make nothing. Says which column and why, never what stands in it.
final class UnusableRowException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    UnusableRowException(String reason) {
        super(reason);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
