package org.belltower.ingest.accept.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.belltower.ingest.accept.IntakeListener;
import org.belltower.ingest.accept.Producer;
import org.belltower.ingest.accept.ProducerId;
import org.belltower.model.wire.Problem;
import org.belltower.service.http.ProblemException;

/// How many requests may be under way at once, from the first byte of their body until Kafka has answered: what bounds
/// the memory they take, and what turns producers away while Kafka is slow. One client has a share of them, so that
/// its slow or stalled requests do not shut out the others. Thread-safe.
public final class RequestPlaces {
    private final Semaphore places;
    private final int share;
    private final IntakeListener listener;
    private final Map<ProducerId, Integer> taken = new ConcurrentHashMap<>();

    /// @param share how many of the places one client may have
    public RequestPlaces(int places, int share, IntakeListener listener) {
        this.places = new Semaphore(places);
        this.share = share;
        this.listener = listener;
    }

    /// Takes a place without waiting; closing gives it back, once.
    ///
    /// @throws ProblemException 429 if the client has its share, 503 if there is no place at all
    public Place take(Producer producer) {
        ProducerId client = producer.id();
        if (taken.merge(client, 1, Integer::sum) > share) {
            giveBack(client);
            throw turnedAway(429, "Too Many Requests", "Too many requests of this client are under way.");
        }
        if (!places.tryAcquire()) {
            giveBack(client);
            throw turnedAway(503, "Service Unavailable", "Too many requests are under way.");
        }
        return () -> {
            places.release();
            giveBack(client);
        };
    }

    private void giveBack(ProducerId client) {
        taken.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }

    private ProblemException turnedAway(int status, String title, String why) {
        listener.turnedAway();
        return new ProblemException(Problem.of(status, title, why + " Nothing was accepted; try again."));
    }

    /// Held by one request.
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
