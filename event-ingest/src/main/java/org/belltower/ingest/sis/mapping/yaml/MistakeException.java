package org.belltower.ingest.sis.mapping.yaml;

import java.io.Serial;
import org.belltower.ingest.sis.mapping.Location;

/// What is being read cannot be; what stands beside it may be.
final class MistakeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Mistake mistake;

    MistakeException(Location location, String what) {
        super(what);
        this.mistake = new Mistake(location, what);
    }

    Mistake mistake() {
        return mistake;
    }
}
