package org.belltower.ingest.accept.http;

import java.util.concurrent.Semaphore;
import org.belltower.ingest.accept.IntakeListener;
import org.belltower.model.wire.Problem;
import org.belltower.service.http.ProblemException;

/// How many requests may be under way at once, from the first byte of their body until Kafka has answered: what bounds
/// the memory they take, and what turns producers away while Kafka is slow. Thread-safe.
public final class RequestPlaces {
    private final Semaphore places;
    private final IntakeListener listener;

    public RequestPlaces(int places, IntakeListener listener) {
        this.places = new Semaphore(places);
        this.listener = listener;
    }

    /// Takes a place without waiting; closing gives it back.
    ///
    /// @throws ProblemException 503 if there is none
    public Place take() {
        if (places.tryAcquire()) {
            return places::release;
        }
        listener.turnedAway();
        throw new ProblemException(Problem.of(
                503, "Service Unavailable", "Too many requests are under way. Nothing was accepted; try again."));
    }

    /// Held by one request.
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
