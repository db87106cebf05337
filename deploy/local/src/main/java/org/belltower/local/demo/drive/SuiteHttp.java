package org.belltower.local.demo.drive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.belltower.model.wire.JsonCodec;
import org.jspecify.annotations.Nullable;

/// Calls the suite, and calls again the same while nobody answers or the answer is 503: a service may be away for a
/// moment, and every call here may be repeated. Thread-safe.
public final class SuiteHttp implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int UNAVAILABLE = 503;
    public static final String JSON = "application/json";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Patience patience;

    public SuiteHttp(Patience patience) {
        this.patience = patience;
    }

    /// A request.
    ///
    /// @param token of the caller, null for none
    /// @param body null for none
    public record Call(
            String method,
            URI address,
            @Nullable String token,
            Map<String, String> headers,
            @Nullable String body) {
        public Call {
            headers = Map.copyOf(headers);
        }

        public static Call get(URI address, @Nullable String token) {
            return new Call("GET", address, token, Map.of(), null);
        }

        public static Call json(String method, URI address, @Nullable String token, Object body) {
            return new Call(method, address, token, Map.of("Content-Type", JSON), text(body));
        }

        /// Without token and body.
        @Override
        public String toString() {
            return method + " " + address.getPath();
        }
    }

    /// An answer.
    ///
    /// @param body missing if it is neither JSON nor a text; a text as it stands
    /// @param attempts how many requests may have been taken, the answered one with them: each that reached
    ///     somebody, for who did not answer, or answered 503, may have done all the same what was asked
    public record Answer(int status, JsonNode body, int attempts) {
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /// Blocks.
    ///
    /// @throws PlayFailedException if there is no other answer than 503 in time
    public Answer send(Call call) throws InterruptedException {
        AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
        AtomicReference<String> last = new AtomicReference<>("");
        AtomicInteger attempts = new AtomicInteger();
        boolean answered = patience.until(() -> {
            attempts.incrementAndGet();
            try {
                HttpResponse<byte[]> response = once(call);
                answer.set(new Answer(response.statusCode(), body(response), attempts.get()));
            } catch (IOException e) {
                if (reachedNobody(e)) {
                    attempts.decrementAndGet();
                }
                last.set(e.getClass().getSimpleName());
                return false;
            }
            last.set("503");
            return answer.get() != null && answer.get().status() != UNAVAILABLE;
        });
        Answer found = answer.get();
        if (!answered || found == null) {
            throw new PlayFailedException(call + " was not answered within "
                    + patience.within().toSeconds() + " s; the last attempt ended with " + last.get());
        }
        return found;
    }

    /// Blocks.
    ///
    /// @throws PlayFailedException if the answer is no success
    public JsonNode require(Call call) throws InterruptedException {
        return success(call, send(call));
    }

    /// @throws PlayFailedException if the answer is no success
    public static JsonNode success(Call call, Answer answer) {
        if (!answer.isSuccess()) {
            throw new PlayFailedException(call + " was answered with " + answer.status() + " "
                    + answer.body().path("detail").asText());
        }
        return answer.body();
    }

    /// `/v1` and the segments, each encoded.
    public static URI address(URI service, List<Object> segments) {
        StringBuilder path = new StringBuilder("/v1");
        segments.forEach(segment -> path.append('/')
                .append(URLEncoder.encode(segment.toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20")));
        return service.resolve(path.toString());
    }

    /// By the suite's codec: 85.00 stays 85.00, and is never 8.5E+1.
    public static String text(Object body) {
        return new String(JsonCodec.write(body), StandardCharsets.UTF_8);
    }

    private static boolean reachedNobody(IOException failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private HttpResponse<byte[]> once(Call call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                .timeout(ANSWER)
                .method(
                        call.method(),
                        call.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        if (call.token() != null) {
            request.header("Authorization", "Bearer " + call.token());
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode body(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        boolean isJson = type.contains("json");
        if (type.startsWith("text/plain")) {
            return TextNode.valueOf(new String(response.body(), StandardCharsets.UTF_8));
        }
        try {
            return isJson && response.body().length > 0
                    ? JsonCodec.mapper().readTree(response.body())
                    : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
