package org.belltower.service.kafka;

import java.io.Serial;

/// Kafka is away, or does not do what it was asked to. For a caller over HTTP: 503, try again.
public final class KafkaUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public KafkaUnavailableException(String message) {
        super(message);
    }

    public KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
