package org.belltower.dispatch.fcm;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.belltower.dispatch.send.LastLook;

/// What firebase-admin and its credentials send through, instead of a hundred HTTP/1 connections: the JDK's HTTP/2
/// client, which carries many requests on one connection ([FcmConnections]).
///
/// It ends the library's own retrying: whatever FCM answers but success leaves as [FcmRefusal]. Only a first 401 is
/// passed on, so that the library fetches a new access token and sends again, once. Answers of the token endpoint
/// are passed on as they are.
///
/// Blocks as the library's requests do, meant for virtual threads; an interrupt cancels the request, and an
/// interrupted thread sends none. Thread-safe.
final class FcmTransport extends HttpTransport {
    private static final URI FCM = URI.create("https://fcm.googleapis.com/");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final String SEND = "messages:send";

    private final FcmConnections connections;
    private final FcmEndpoint endpoint;
    private final Duration timeout;
    private final InstantSource time;

    /// @param timeout for one request
    FcmTransport(SSLContext tls, FcmEndpoint endpoint, Duration timeout, InstantSource time, LongSupplier nanoTime) {
        this.connections = new FcmConnections(() -> client(tls), endpoint.resolve(FCM), nanoTime);
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.time = time;
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(tls)
                .build();
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new FcmRequest(this, method, URI.create(url));
    }

    /// @param address as the library knows it
    HttpResponse<byte[]> exchange(URI address, HttpRequest.Builder request) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the answer is no longer wanted");
        }
        boolean push = address.getRawPath().endsWith(SEND);
        HttpResponse<byte[]> response = send(
                request.uri(endpoint.resolve(address)).timeout(timeout).build(),
                push ? FcmAttempt.CURRENT.get().look() : LastLook.ALWAYS);
        if (push && response.statusCode() / 100 != 2) {
            refuse(response);
        }
        return response;
    }

    private HttpResponse<byte[]> send(HttpRequest request, LastLook look) throws IOException {
        try {
            return connections.send(request, look);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the answer is no longer wanted").initCause(e);
        }
    }

    private void refuse(HttpResponse<byte[]> response) throws FcmRefusal {
        FcmAnswer answer = FcmAnswer.of(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("retry-after").orElse(""),
                time.instant());
        if (!FcmAnswers.mayBeStaleAccessToken(answer)
                || !FcmAttempt.CURRENT.get().firstUnauthorized()) {
            throw new FcmRefusal(answer);
        }
    }

    @Override
    public void shutdown() {
        connections.close();
    }
}
