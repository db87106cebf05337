package org.belltower.benchmarks.dispatch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.embedded.host.FreePorts;
import org.belltower.embedded.kafka.KafkaProcess;

/// Kafka, the provider simulator and the dispatcher as it is packaged, each a process of its own on
/// this machine, on
/// free ports, with a district in which every push may leave. All of them end with this.
///
/// Not thread-safe.
final class DispatchBed implements AutoCloseable {
    /// As `./belltower up` gives it.
    static final Jvm DISPATCHER = Jvm.asServices(256);

    /// It keeps a segment's pushes in full.
    static final Jvm SIMULATOR = Jvm.asServices(384);

    /// Where the repository is: `./belltower` tells.
    private static final String HOME = "belltower.home";

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path folder;
    private final KafkaProcess kafka;
    private final Simulator simulator;
    private final Feeder feeder;
    private final SampleDistrict district;
    private final Child dispatcher;

    /// Returns when the dispatcher works. Blocks for seconds.
    DispatchBed(Path folder, SampleDistrict district, Sizes sizes) throws InterruptedException {
        this.folder = folder;
        this.district = district;
        try (Unwinding unwinding = new Unwinding()) {
            kafka = unwinding.later(KafkaProcess.start(folder.resolve("kafka")));
            // What is a little more than a segment would be noticed.
            simulator = unwinding.later(new Simulator(folder, SIMULATOR, sizes.pushes() + 1_000));
            feeder = unwinding.later(new Feeder(kafka.bootstrapServers()));
            feeder.writeDistrict(district, sizes.pushes());
            int management = FreePorts.find();
            dispatcher = unwinding.later(
                    Child.silent("dispatcher", jvm(sizes).service(packaged(), settings(sizes, management)), folder));
            awaitReady(dispatcher, URI.create("http://127.0.0.1:" + management + "/q/health/ready"));
            unwinding.keep();
        }
    }

    private static Jvm jvm(Sizes sizes) {
        // Without it a profile tells of loops' ends and calls only.
        return sizes.recording().isEmpty()
                ? DISPATCHER
                : DISPATCHER.with("-XX:+UnlockDiagnosticVMOptions").with("-XX:+DebugNonSafepoints");
    }

    private static Path packaged() {
        return Path.of(System.getProperty(HOME, "")).resolve("dispatcher/target/quarkus-app/quarkus-run.jar");
    }

    /// As the local suite sets it, without an issuer: nobody calls its API here.
    private Map<String, String> settings(Sizes sizes, int management) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.http.port", Integer.toString(FreePorts.find()));
        settings.put("quarkus.management.port", Integer.toString(management));
        settings.put("quarkus.oidc.tenant-enabled", "false");
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("belltower.dispatch.in-flight", Integer.toString(sizes.inFlight()));
        settings.put("belltower.dispatch.apns.server", "127.0.0.1:" + simulator.apnsPort());
        settings.put(
                "belltower.dispatch.apns.trusted-certificates",
                simulator.authority().toString());
        settings.put("belltower.dispatch.fcm.base-url", "https://127.0.0.1:" + simulator.fcmPort());
        settings.put(
                "belltower.dispatch.fcm.trusted-certificates",
                simulator.authority().toString());
        String app = "belltower.dispatch.apps.\"" + SampleDistrict.APP.value() + "\".";
        settings.put(app + "apns.key-file", simulator.signingKey().toString());
        settings.put(app + "apns.key-id", Simulator.KEY);
        settings.put(app + "apns.team-id", Simulator.TEAM);
        settings.put(app + "apns.topic", Simulator.TOPIC);
        settings.put(
                app + "fcm.service-account-file", simulator.serviceAccount().toString());
        return settings;
    }

    private static void awaitReady(Child child, URI address) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            long began = System.nanoTime();
            while (!answersOk(http, address)) {
                child.requireAlive();
                if (System.nanoTime() - began > READY_WITHIN.toNanos()) {
                    throw new IllegalStateException("the dispatcher is not ready after " + READY_WITHIN);
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    private static boolean answersOk(HttpClient http, URI address) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(address)
                                            .timeout(READY_WITHIN)
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    Simulator simulator() {
        return simulator;
    }

    Feeder feeder() {
        return feeder;
    }

    SampleDistrict district() {
        return district;
    }

    Child dispatcher() {
        return dispatcher;
    }

    @Override
    public void close() {
        dispatcher.close();
        feeder.close();
        simulator.close();
        kafka.close();
    }
}
