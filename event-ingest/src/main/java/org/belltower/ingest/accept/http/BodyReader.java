package org.belltower.ingest.accept.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.belltower.model.wire.Problem;
import org.belltower.service.http.ProblemException;

/// Reads a request's body into memory, up to a limit and within a time: a slow sender must not hold a place for ever.
/// Thread-safe.
public final class BodyReader {
    private static final int FIRST = 8 * 1024;

    private final Duration timeout;
    private final LongSupplier nanoTime;

    /// @param timeout for the body as a whole
    /// @param nanoTime as [System#nanoTime]
    public BodyReader(Duration timeout, LongSupplier nanoTime) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /// Blocks until the body has ended.
    ///
    /// @return empty if it is longer than the limit; the rest of it has not been read
    /// @throws ProblemException 408 if it does not end in time
    public Optional<byte[]> read(InputStream body, int limit) {
        long end = nanoTime.getAsLong() + timeout.toNanos();
        byte[] bytes = new byte[Math.min(FIRST, limit + 1)];
        int length = 0;
        try {
            while (true) {
                int count = body.read(bytes, length, bytes.length - length);
                if (count < 0) {
                    return Optional.of(Arrays.copyOf(bytes, length));
                }
                length += count;
                if (length > limit) {
                    return Optional.empty();
                }
                if (nanoTime.getAsLong() - end > 0) {
                    throw tooSlow();
                }
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(2 * length, limit + 1));
                }
            }
        } catch (IOException e) {
            // The server gave up waiting for more of it; a sender that broke off hears no answer.
            throw tooSlow();
        }
    }

    private static ProblemException tooSlow() {
        return new ProblemException(Problem.of(408, "Request Timeout", "The body did not end in time."));
    }
}
