package org.belltower.local.demo.drive;

import java.io.Serial;

/// The play cannot go on: a service refused what it has to take, or did not answer in time.
public final class PlayFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public PlayFailedException(String message) {
        super(message);
    }
}
