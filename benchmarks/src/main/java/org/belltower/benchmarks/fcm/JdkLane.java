package org.belltower.benchmarks.fcm;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/// The JDK's client, bare. It keeps one connection to a host and fails what its streams do not
/// hold, so there is one client for each connection, and each gets its share of what is under way.
final class JdkLane implements Lane {
    private final List<HttpClient> clients;
    private final List<Semaphore> streams;
    private final HttpRequest.Builder request;

    JdkLane(FcmBed bed) throws IOException {
        clients = IntStream.range(0, 2 * InFlight.MOST / FcmBed.STREAMS)
                .mapToObj(_ -> HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .sslContext(bed.tls())
                        .build())
                .toList();
        // Below the limit: a stream is free a moment after its answer was read.
        streams = clients.stream()
                .map(_ -> new Semaphore(FcmBed.STREAMS * 9 / 10))
                .toList();
        request = HttpRequest.newBuilder(bed.messages())
                .header("authorization", bed.bearer())
                .header("content-type", "application/json");
    }

    @Override
    public String name() {
        return "JDK HttpClient, bare";
    }

    @Override
    public void send(int messages) throws Exception {
        for (HttpClient client : clients) {
            // One at first: what comes while there is no connection gets one each.
            int _ = client.send(next(0), BodyHandlers.discarding()).statusCode();
        }
        InFlight inFlight = new InFlight();
        for (int number = 0; number < messages; number++) {
            inFlight.begin();
            int client = freeClient(number);
            var _ = clients.get(client)
                    .sendAsync(next(number), BodyHandlers.ofByteArray())
                    .whenComplete((answer, failure) -> {
                        streams.get(client).release();
                        inFlight.end(failure == null && answer.statusCode() == 200);
                    });
        }
        inFlight.awaitAll();
    }

    /// There is one: they hold more together than may be under way.
    private int freeClient(int from) {
        int client = from % clients.size();
        while (!streams.get(client).tryAcquire()) {
            client = (client + 1) % clients.size();
        }
        return client;
    }

    private HttpRequest next(int number) {
        return request.copy()
                .POST(HttpRequest.BodyPublishers.ofByteArray(SampleMessages.json(number)))
                .build();
    }

    @Override
    public void close() {
        clients.forEach(HttpClient::shutdownNow);
    }
}
