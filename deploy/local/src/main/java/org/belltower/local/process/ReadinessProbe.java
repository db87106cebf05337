package org.belltower.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Looks once whether a process is ready. Thread-safe.
public final class ReadinessProbe {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /// Looks once; blocks for at most a few seconds when a service accepts and does not answer.
    ///
    /// @param offset where in the log the process's own output begins
    public boolean isReady(Readiness readiness, ProcessLog log, long offset) throws InterruptedException {
        return switch (readiness) {
            case Readiness.LogLine(var pattern) -> log.hasLine(pattern, offset);
            case Readiness.HttpOk(var address) -> answersOk(address);
        };
    }

    private boolean answersOk(URI address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }
}
