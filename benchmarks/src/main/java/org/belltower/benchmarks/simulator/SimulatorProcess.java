package org.belltower.benchmarks.simulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.simulator.ProviderSimulatorMain;

/// A simulator in a process of its own, with one thread for connections, no request kept in full
/// and a million in the ledger.
final class SimulatorProcess implements AutoCloseable {

    static final String TEAM = "TEAM000001";
    static final String KEY = "KEY0000001";
    static final String TOPIC = "org.belltower.family";
    static final String PROJECT = "family-app";
    static final int LEDGER = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern READY = Pattern.compile("ready apns=(\\d+) fcm=(\\d+) control=(\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ServerProcess process;
    private final Matcher ready;

    SimulatorProcess(Path folder) throws IOException {
        process = new ServerProcess(
                ProviderSimulatorMain.class,
                List.of(
                                "--folder=" + folder,
                                "--apns-port=0",
                                "--fcm-port=0",
                                "--control-port=0",
                                "--threads=1",
                                "--record=0",
                                "--ledger=" + LEDGER,
                                "--apns-key=" + TEAM + ":" + KEY + ":" + TOPIC,
                                "--fcm-project=" + PROJECT)
                        .stream()
                        .flatMap(argument -> List.of(argument.split("=", 2)).stream())
                        .toList());
        ready = READY.matcher(process.ready());
        if (!ready.matches()) {
            process.close();
            throw new IllegalStateException("the simulator did not start");
        }
    }

    int apnsPort() {
        return Integer.parseInt(ready.group(1));
    }

    int fcmPort() {
        return Integer.parseInt(ready.group(2));
    }

    Duration cpu() {
        return process.cpu();
    }

    /// How many pushes of a provider it accepted.
    long accepted(String provider) throws IOException, InterruptedException {
        return JSON.readTree(get("/v1/counts", HttpResponse.BodyHandlers.ofString()))
                .path(provider)
                .path("accepted")
                .asLong();
    }

    /// Reads the whole ledger.
    ///
    /// @return how many entries it told of
    long readLedger() throws IOException, InterruptedException {
        long lines = -1;
        byte[] buffer = new byte[64 * 1024];
        try (InputStream body = get("/v1/ledger", HttpResponse.BodyHandlers.ofInputStream())) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    private <T> T get(String path, HttpResponse.BodyHandler<T> handler) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + ready.group(3) + path);
        return http.send(HttpRequest.newBuilder(uri).build(), handler).body();
    }

    @Override
    public void close() {
        http.close();
        process.close();
    }
}
