package org.belltower.benchmarks.ingest;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.belltower.benchmarks.Benchmark;
import org.belltower.benchmarks.compare.Contestant;
import org.belltower.benchmarks.compare.Numbers;
import org.belltower.benchmarks.compare.Rounds;
import org.belltower.benchmarks.compare.Segment;
import org.belltower.benchmarks.compare.Series;
import org.belltower.benchmarks.compare.Table;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.benchmarks.process.Service;
import org.belltower.benchmarks.process.Unwinding;
import org.belltower.embedded.issuer.IssuerSettings;
import org.belltower.embedded.issuer.LocalIssuer;
import org.belltower.embedded.issuer.SigningKey;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsAtStart;

/// Events a second that event-ingest takes in as it is packaged, in batches of 100 over HTTP, each authenticated,
/// validated and acknowledged by Kafka before its 202 (P10), beside a producer that writes the same records.
public record IngestBenchmark(Numbers sizes) implements Benchmark {
    private static final String REQUESTS = "requests";
    private static final String EVENTS = "events";
    private static final Jvm JVM = Jvm.asServices(256);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /// As the goal is measured.
    public static IngestBenchmark usual() {
        return new IngestBenchmark(
                new Numbers("ingest", Map.of(REQUESTS, 16, EVENTS, 100_000, Numbers.WARM_UP, 20, Numbers.PAIRS, 5)));
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Benchmark with(List<String> parts, Map<String, String> options) {
        if (!parts.isEmpty()) {
            throw new IllegalArgumentException("ingest has no parts");
        }
        return new IngestBenchmark(sizes.with(options));
    }

    @Override
    public void run(Path folder, PrintStream out) throws Exception {
        try (Unwinding open = new Unwinding()) {
            KafkaProcess kafka = open.later(KafkaProcess.start(folder.resolve("kafka")));
            createTopics(kafka);
            List<Contestant> contestants = new ArrayList<>();
            contestants.add(ingest(folder, kafka, open));
            for (String kind : List.of("plain", "tuned")) {
                Child child = open.later(Child.talking(
                        "producer-" + kind,
                        JVM.main(RawProducer.class, List.of(kafka.bootstrapServers(), kind)),
                        folder));
                child.await("ready");
                contestants.add(new Producing("producer, " + kind, child, sizes.of(EVENTS)));
            }
            out.printf(
                    "java %s; %d events a segment in batches of %d, %d requests at once, %d pairs after %d rounds to warm"
                            + " up%n",
                    JVM,
                    sizes.of(EVENTS),
                    SampleEvents.BATCH,
                    sizes.of(REQUESTS),
                    sizes.of(Numbers.PAIRS),
                    sizes.of(Numbers.WARM_UP));
            Rounds rounds = new Rounds(contestants, new AtomicInteger()::incrementAndGet);
            List<Series> _ = rounds.run(sizes.of(Numbers.WARM_UP));
            Table.print(rounds.run(sizes.of(Numbers.PAIRS)), "event", "events", out);
        }
    }

    private static void createTopics(KafkaProcess kafka) throws InterruptedException {
        KafkaClients clients =
                new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        try (Admin admin = clients.admin("benchmark", TIMEOUT)) {
            List<String> wrong = new TopicsAtStart(admin, TIMEOUT).createOrVerify(Topics.all());
            if (!wrong.isEmpty()) {
                throw new IllegalStateException(wrong.toString());
            }
        }
    }

    private Contestant ingest(Path folder, KafkaProcess kafka, Unwinding open) throws InterruptedException {
        LocalIssuer issuer = open.later(LocalIssuer.start(
                new IssuerSettings(0, SigningKey.ephemeral(), List.of(), List.of()), InstantSource.system()));
        Service service = open.later(Service.start(
                "event-ingest",
                JVM,
                Map.of(
                        "quarkus.oidc.auth-server-url",
                        issuer.url(),
                        // What is measured is what it can take in, not what it lets a producer.
                        "belltower.ingest.quota.events-per-second",
                        "1000000",
                        "belltower.ingest.quota.burst",
                        "10000000"),
                kafka.bootstrapServers(),
                folder));
        String token = issuer.mint()
                .mint(TokenRequest.forClient(SampleEvents.CLIENT)
                        .district(SampleEvents.DISTRICT.value())
                        .scopes("events.write")
                        .sources(SampleEvents.SOURCE)
                        .lifetime(Duration.ofHours(2)));
        BatchPoster poster =
                open.later(new BatchPoster(service.address().resolve("/v1/events"), token, sizes.of(REQUESTS)));
        return new Posting(service, poster, sizes.of(EVENTS));
    }

    /// Posts to event-ingest from this process, whose work is not counted, though it takes the same machine.
    private record Posting(Service service, BatchPoster poster, int events) implements Contestant {
        @Override
        public String name() {
            return "event-ingest";
        }

        @Override
        public Segment run(int number) throws Exception {
            List<byte[]> batches = SampleEvents.batches(number, events, Instant.now());
            Duration before = service.child().cpu();
            long began = System.nanoTime();
            poster.post(batches);
            Duration taken = Duration.ofNanos(System.nanoTime() - began);
            return new Segment(events, taken, service.child().cpu().minus(before));
        }
    }

    /// Writes what lies ready, in a process of its own.
    private record Producing(String name, Child child, int events) implements Contestant {
        @Override
        public Segment run(int number) {
            child.order("prepare %d %d".formatted(number, events));
            child.await("prepared");
            Duration before = child.cpu();
            long began = System.nanoTime();
            child.order("send");
            child.await("sent " + events);
            Duration taken = Duration.ofNanos(System.nanoTime() - began);
            return new Segment(events, taken, child.cpu().minus(before));
        }
    }
}
