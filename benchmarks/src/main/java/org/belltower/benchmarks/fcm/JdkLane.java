package org.belltower.benchmarks.fcm;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;

/// The JDK's client, bare. It keeps one connection to a host and fails what its streams do not hold, so there is one
/// client for each connection, and each gets its share of what is under way.
final class JdkLane implements Lane {
    private final List<HttpClient> clients;
    private final HttpRequest.Builder request;

    JdkLane(FcmBed bed) throws IOException {
        clients = IntStream.range(0, 2 * InFlight.MOST / FcmBed.STREAMS)
                .mapToObj(_ -> HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .sslContext(bed.tls())
                        .build())
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
            var _ = clients.get(number % clients.size())
                    .sendAsync(next(number), BodyHandlers.ofByteArray())
                    .whenComplete((answer, failure) -> inFlight.end(failure == null && answer.statusCode() == 200));
        }
        inFlight.awaitAll();
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
