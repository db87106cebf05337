package org.belltower.dispatch.history.explanation;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.belltower.model.InvalidFieldException;

/// Where a page ends: time, to the microsecond, and place of its last row. To whoever asks it is a text
/// without meaning.
public record Cursor(Instant at, long place) {
    /// Behind everything: newest first, the first page begins here.
    public static final Cursor NEWEST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    private static final long MILLION = 1_000_000;

    public Cursor {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    public String text() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(micros)
                .putLong(place)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @throws InvalidFieldException if it is none
    public static Cursor parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == 2 * Long.BYTES) {
                long micros = bytes.getLong();
                Instant at =
                        Instant.ofEpochSecond(Math.floorDiv(micros, MILLION), Math.floorMod(micros, MILLION) * 1_000);
                if (!at.isBefore(Instant.EPOCH) && !at.isAfter(NEWEST.at)) {
                    return new Cursor(at, bytes.getLong());
                }
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new InvalidFieldException("after", "must be what an answer gave as next");
    }
}
