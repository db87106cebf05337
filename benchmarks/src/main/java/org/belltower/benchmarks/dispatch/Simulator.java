package org.belltower.benchmarks.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.model.wire.JsonCodec;
import org.belltower.simulator.ProviderSimulatorMain;

/// The provider simulator as a process of its own, steered over its control API. Calls block. Not
/// thread-safe.
final class Simulator implements AutoCloseable {
    static final String TEAM = "TEAM000001";
    static final String KEY = "KEY0000001";
    static final String TOPIC = "org.belltower.family";
    static final String PROJECT = "family-project";
    private static final Pattern READY = Pattern.compile("ready apns=(\\d+) fcm=(\\d+) control=(\\d+)");
    private static final int PAGE = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Path folder;
    private final Child child;
    private final int apnsPort;
    private final int fcmPort;
    private final int controlPort;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// A push that was received.
    record Received(String id, Instant at, boolean accepted) {}

    /// @param record how many pushes it keeps
    Simulator(Path home, Jvm jvm, int record) {
        folder = home.resolve("provider-simulator");
        List<String> arguments = List.of(
                "--folder",
                folder.toString(),
                "--apns-port",
                "0",
                "--fcm-port",
                "0",
                "--control-port",
                "0",
                "--apns-key",
                TEAM + ":" + KEY + ":" + TOPIC,
                "--fcm-project",
                PROJECT,
                "--record",
                Integer.toString(record));
        child = Child.talking("provider-simulator", jvm.main(ProviderSimulatorMain.class, arguments), home);
        String line = child.answer();
        Matcher ready = READY.matcher(line);
        if (!ready.matches()) {
            child.close();
            throw new IllegalStateException("the simulator is not ready: " + line);
        }
        apnsPort = Integer.parseInt(ready.group(1));
        fcmPort = Integer.parseInt(ready.group(2));
        controlPort = Integer.parseInt(ready.group(3));
    }

    int apnsPort() {
        return apnsPort;
    }

    int fcmPort() {
        return fcmPort;
    }

    Path authority() {
        return folder.resolve("ca.pem");
    }

    Path signingKey() {
        return folder.resolve("apns-" + KEY + ".p8");
    }

    Path serviceAccount() {
        return folder.resolve("service-account-" + PROJECT + ".json");
    }

    void latency(Duration latency) {
        call("PUT", "/v1/latency", "{\"millis\":" + latency.toMillis() + "}");
    }

    void forget() {
        call("DELETE", "/v1/received", "");
    }

    /// What was received since it was made to forget.
    ///
    /// @throws IllegalStateException if some are not kept any more
    List<Received> received() {
        List<Received> all = new ArrayList<>();
        for (long since = 0; ; ) {
            JsonNode page = call("GET", "/v1/received?limit=" + PAGE + "&since=" + since, "");
            if (page.path("missed").asLong() > 0) {
                throw new IllegalStateException("the simulator keeps too few pushes");
            }
            for (JsonNode push : page.path("pushes")) {
                all.add(new Received(
                        push.path("pushId").asText(),
                        Instant.parse(push.path("arrivedAt").asText()),
                        push.path("answer").asText().equals("accepted")));
            }
            if (page.path("pushes").size() < PAGE) {
                return all;
            }
            since = page.path("next").asLong();
        }
    }

    private JsonNode call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + controlPort + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("content-type", "application/json")
                .timeout(TIMEOUT)
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s %s was answered with %d".formatted(method, path, response.statusCode()));
            }
            return JsonCodec.mapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
        child.close();
    }
}
