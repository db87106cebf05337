package org.belltower.benchmarks.fcm;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;

/// Vert.x's client, bare: a pool of HTTP/2 connections that multiplexes by itself.
final class VertxLane implements Lane {
    private final String bearer;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;

    VertxLane(FcmBed bed) throws IOException {
        bearer = bed.bearer();
        client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setSsl(true)
                .setUseAlpn(true)
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(bed.authority().toString()))
                .setDefaultHost(bed.host())
                .setDefaultPort(bed.port())
                .setHttp2MaxPoolSize(2 * InFlight.MOST / FcmBed.STREAMS));
    }

    @Override
    public String name() {
        return "Vert.x HttpClient, bare";
    }

    @Override
    public void send(int messages) throws Exception {
        InFlight inFlight = new InFlight();
        for (int number = 0; number < messages; number++) {
            inFlight.begin();
            Buffer body = Buffer.buffer(SampleMessages.json(number));
            var _ = client.request(HttpMethod.POST, FcmBed.path())
                    .compose(request -> send(request, body))
                    .compose(answer -> answer.end().map(answer))
                    .onComplete(answer ->
                            inFlight.end(answer.succeeded() && answer.result().statusCode() == 200));
        }
        inFlight.awaitAll();
    }

    private io.vertx.core.Future<HttpClientResponse> send(HttpClientRequest request, Buffer body) {
        return request.putHeader("authorization", bearer)
                .putHeader("content-type", "application/json")
                .send(body);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
