package org.belltower.registry.publish;

import java.io.Serial;

/// A change is stored, but Kafka has not acknowledged it yet: it will be published as soon as Kafka takes it.
public final class UnpublishedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public UnpublishedException() {
        super("stored, and not published yet");
    }
}
