package org.belltower.benchmarks.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.belltower.embedded.host.FreePorts;

/// A service as it is packaged, in a process of its own, on free ports. Not thread-safe.
public final class Service implements AutoCloseable {
    /// Where the repository is: `./belltower` tells.
    private static final String HOME = "belltower.home";

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final String module;
    private final Child child;
    private final int port;
    private final int management;
    private final HttpClient http = HttpClient.newHttpClient();

    private Service(String module, Child child, int port, int management) {
        this.module = module;
        this.child = child;
        this.port = port;
        this.management = management;
    }

    /// Returns when it is ready.
    ///
    /// @param settings its own
    /// @param folder for its log
    public static Service start(String module, Jvm jvm, Map<String, String> settings, String kafka, Path folder)
            throws InterruptedException {
        Service service = launch(module, jvm, settings, kafka, folder);
        try {
            service.awaitReady(READY_WITHIN);
            return service;
        } catch (RuntimeException | InterruptedException e) {
            service.close();
            throw e;
        }
    }

    /// Returns at once.
    ///
    /// @param settings its own
    /// @param folder for its log
    public static Service launch(String module, Jvm jvm, Map<String, String> settings, String kafka, Path folder) {
        int port = FreePorts.find();
        int management = FreePorts.find();
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.management.port", Integer.toString(management));
        all.put("kafka.bootstrap.servers", kafka);
        Path jar = Path.of(System.getProperty(HOME, "")).resolve(module + "/target/quarkus-app/quarkus-run.jar");
        return new Service(module, Child.silent(module, jvm.service(jar, all), folder), port, management);
    }

    /// Blocks until it is ready.
    ///
    /// @throws IllegalStateException if it ends, or is not ready in time
    public void awaitReady(Duration within) throws InterruptedException {
        long began = System.nanoTime();
        while (!isReady()) {
            child.requireAlive();
            if (System.nanoTime() - began > within.toNanos()) {
                throw new IllegalStateException(module + " is not ready after " + within);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    public boolean isReady() throws InterruptedException {
        return answer("/q/health/ready").isPresent();
    }

    /// The sum of what a metric says, over all its tags.
    ///
    /// @throws IllegalStateException if it does not tell
    public long metric(String name) throws InterruptedException {
        String metrics =
                answer("/q/metrics").orElseThrow(() -> new IllegalStateException(module + " tells no metrics"));
        return Metrics.sum(metrics, name);
    }

    /// What its management port says; empty if it is not 200.
    private Optional<String> answer(String path) throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + management + path);
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address).timeout(READY_WITHIN).build(), BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    public Child child() {
        return child;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// SIGTERM, and SIGKILL after a while.
    @Override
    public void close() {
        child.close();
        http.close();
    }
}
