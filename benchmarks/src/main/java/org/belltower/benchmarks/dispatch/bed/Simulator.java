package org.belltower.benchmarks.dispatch.bed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.belltower.model.push.DeviceToken;
import org.belltower.model.wire.JsonCodec;
import org.belltower.simulator.ProviderSimulatorMain;

/// The provider simulator as a process of its own, steered over its control API. Calls block. Not
/// thread-safe.
public final class Simulator implements AutoCloseable {
    public static final String TEAM = "TEAM000001";
    public static final String KEY = "KEY0000001";
    public static final String TOPIC = "org.belltower.family";
    public static final String PROJECT = "family-project";
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
    public record Received(String id, Instant at, boolean accepted) {}

    /// @param record how many pushes it keeps
    public Simulator(Path home, Jvm jvm, int record) {
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

    public int apnsPort() {
        return apnsPort;
    }

    public int fcmPort() {
        return fcmPort;
    }

    public Path authority() {
        return folder.resolve("ca.pem");
    }

    public Path signingKey() {
        return folder.resolve("apns-" + KEY + ".p8");
    }

    public Path serviceAccount() {
        return folder.resolve("service-account-" + PROJECT + ".json");
    }

    public void latency(Duration latency) {
        call("PUT", "/v1/latency", "{\"millis\":" + latency.toMillis() + "}");
    }

    /// From now on it knows a token of Apple's no more, since yesterday.
    public void dead(DeviceToken token) {
        ObjectNode rule = JsonCodec.mapper().createObjectNode();
        rule.putObject("match").put("token", token.value());
        rule.putObject("reply")
                .put("type", "reject")
                .put("status", 410)
                .put("reason", "Unregistered")
                .put("timestamp", Instant.now().minus(Duration.ofDays(1)).toString());
        call("POST", "/v1/rules", rule.toString());
    }

    /// It knows all tokens again.
    public void forgetDead() {
        call("DELETE", "/v1/rules", "");
    }

    public void forget() {
        call("DELETE", "/v1/received", "");
    }

    /// What was received since it was made to forget.
    ///
    /// @throws IllegalStateException if some are not kept any more
    public List<Received> received() {
        List<Received> all = new ArrayList<>();
        Page page = receivedSince(0);
        while (!page.pushes().isEmpty()) {
            all.addAll(page.pushes());
            page = receivedSince(page.next());
        }
        return all;
    }

    /// Some of what was received, in order.
    ///
    /// @param next what to ask for what follows by
    public record Page(List<Received> pushes, long next) {}

    /// What was received after that.
    ///
    /// @param since 0 for all since it was made to forget
    /// @throws IllegalStateException if some are not kept any more
    public Page receivedSince(long since) {
        JsonNode page = call("GET", "/v1/received?limit=" + PAGE + "&since=" + since, "");
        if (page.path("missed").asLong() > 0) {
            throw new IllegalStateException("the simulator keeps too few pushes");
        }
        List<Received> pushes = new ArrayList<>();
        for (JsonNode push : page.path("pushes")) {
            pushes.add(new Received(
                    push.path("pushId").asText(),
                    Instant.parse(push.path("arrivedAt").asText()),
                    push.path("answer").asText().equals("accepted")));
        }
        return new Page(pushes, page.path("next").asLong());
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
