package org.belltower.benchmarks.ingest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Posts batches of events to event-ingest, so many at once, as fast as they are answered. Not thread-safe.
public final class BatchPoster implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI events;
    private final String token;
    private final int atOnce;

    /// @param events where they are posted
    public BatchPoster(URI events, String token, int atOnce) {
        this.events = events;
        this.token = token;
        this.atOnce = atOnce;
    }

    /// Blocks until all are accepted.
    ///
    /// @throws java.util.concurrent.ExecutionException if one is not
    public void post(List<byte[]> batches) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> posting = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                posting.add(threads.submit(() -> {
                    for (int at = next.getAndIncrement(); at < batches.size(); at = next.getAndIncrement()) {
                        post(batches.get(at));
                    }
                    return null;
                }));
            }
            for (Future<?> one : posting) {
                var _ = one.get();
            }
        }
    }

    private void post(byte[] batch) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(events)
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/cloudevents-batch+json")
                        .POST(BodyPublishers.ofByteArray(batch))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("a batch was answered " + answer.statusCode());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
