package org.belltower.ingest.cloudevents;

import org.belltower.model.InvalidFieldException;

/// How much one request may hold.
///
/// @param bodyBytes a batch as a whole
/// @param eventBytes one event; in binary mode its data
/// @param batchEvents the events of one batch
public record Limits(int bodyBytes, int eventBytes, int batchEvents) {
    public Limits {
        positive("bodyBytes", bodyBytes);
        positive("eventBytes", eventBytes);
        positive("batchEvents", batchEvents);
        if (eventBytes > bodyBytes) {
            throw new InvalidFieldException("eventBytes", "must not be more than bodyBytes");
        }
    }

    /// The longest body of a request in this mode, in bytes.
    public int bodyBytes(ContentMode mode) {
        return mode == ContentMode.BATCH ? bodyBytes : eventBytes;
    }

    private static void positive(String field, int number) {
        if (number <= 0) {
            throw new InvalidFieldException(field, "must be positive");
        }
    }
}
