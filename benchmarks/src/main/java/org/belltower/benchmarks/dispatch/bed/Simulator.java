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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.model.Provider;
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

    /// A second signing key to the same topic, of another team.
    static final String OTHER_TEAM = "TEAM000002";

    static final String OTHER_KEY = "KEY0000002";

    /// A second Firebase project.
    static final String OTHER_PROJECT = "branded-project";

    private static final Pattern READY = Pattern.compile("ready apns=(\\d+) fcm=(\\d+) control=(\\d+)");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Path folder;
    private final Child child;
    private final int apnsPort;
    private final int fcmPort;
    private final int controlPort;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// A push as it was received once.
    ///
    /// @param sequence 1 for the first since the simulator was made to forget, without gaps
    /// @param answer as the simulator's ledger tells: `200`, `429 TooManyRequests`, `stalled`
    public record Received(long sequence, String id, Instant at, String answer) {
        /// @param line `sequence,arrivedAtMicros,provider,pushId,answer`
        private static Received parse(String line) {
            String[] fields = line.split(",", 5);
            Instant at = Instant.EPOCH.plus(Long.parseLong(fields[1]), ChronoUnit.MICROS);
            return new Received(Long.parseLong(fields[0]), fields[3], at, fields[4]);
        }

        public boolean accepted() {
            return answer.equals("200");
        }
    }

    /// It keeps no push in full, which would cost it more than to receive it, but all in its ledger.
    public Simulator(Path home, Jvm jvm) {
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
                "--apns-key",
                OTHER_TEAM + ":" + OTHER_KEY + ":" + TOPIC,
                "--fcm-project",
                PROJECT,
                "--fcm-project",
                OTHER_PROJECT,
                "--record",
                "0");
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
        return signingKey(KEY);
    }

    /// @param id of the key
    Path signingKey(String id) {
        return folder.resolve("apns-" + id + ".p8");
    }

    public Path serviceAccount() {
        return serviceAccount(PROJECT);
    }

    Path serviceAccount(String project) {
        return folder.resolve("service-account-" + project + ".json");
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

    /// From now on it takes this token, whatever is said of others.
    public void takes(DeviceToken token) {
        ObjectNode rule = JsonCodec.mapper().createObjectNode();
        rule.putObject("match").put("token", token.value());
        rule.putObject("reply").put("type", "accept");
        call("POST", "/v1/rules", rule.toString());
    }

    /// Its rules are gone: it knows all tokens again.
    public void forgetDead() {
        call("DELETE", "/v1/rules", "");
    }

    public void forget() {
        call("DELETE", "/v1/received", "");
    }

    /// What was received since it was made to forget: a push as often as it was.
    ///
    /// @throws IllegalStateException if some are not kept any more
    public List<Received> received() {
        return received(0);
    }

    /// What was received after that, in order, by the simulator's ledger.
    ///
    /// @param since the last sequence that is known, 0 for all since it was made to forget
    /// @throws IllegalStateException if some are not kept any more
    public List<Received> received(long since) {
        String text = new String(answer("GET", "/v1/ledger?since=" + since, ""), StandardCharsets.UTF_8);
        List<Received> received = text.lines().skip(1).map(Received::parse).toList();
        if (!received.isEmpty() && received.getFirst().sequence() != since + 1) {
            throw new IllegalStateException("the simulator's ledger is too short");
        }
        return received;
    }

    /// What it answers to some pushes from now on, by its own JSON: see its README.
    public void rule(String json) {
        call("POST", "/v1/rules", json);
    }

    /// What becomes of the provider's connections from now on, by its own JSON: see its README.
    ///
    /// @param fault `goaway`, `flow`, `greeting` or `streams`
    public void connections(Provider provider, String fault, String json) {
        call(fault.equals("goaway") ? "POST" : "PUT", connections(provider) + fault, json);
    }

    public void noMoreGoAway(Provider provider) {
        call("DELETE", connections(provider) + "goaway", "");
    }

    private static String connections(Provider provider) {
        return "/v1/connections/" + provider.name().toLowerCase(Locale.ROOT) + "/";
    }

    private JsonNode call(String method, String path, String body) {
        try {
            return JsonCodec.mapper().readTree(answer(method, path, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] answer(String method, String path, String body) {
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
            return response.body();
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
