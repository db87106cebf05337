package org.belltower.benchmarks.rules;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.benchmarks.Benchmark;
import org.belltower.benchmarks.compare.Numbers;
import org.belltower.benchmarks.compare.Rounds;
import org.belltower.benchmarks.compare.Series;
import org.belltower.benchmarks.compare.Table;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.benchmarks.process.Service;
import org.belltower.embedded.issuer.IssuerSettings;
import org.belltower.embedded.issuer.LocalIssuer;
import org.belltower.embedded.issuer.SigningKey;

/// Events a second that rules-evaluator decides as it is packaged, exactly once and with all of its state in stores
/// (P4),
/// beside a loop that calls the same decisions on maps and knows nothing any more once it ends. Each has a Kafka of its
/// own; while one works the others have nothing to do.
public record RulesBenchmark(Numbers sizes) implements Benchmark {
    private static final String STUDENTS = "students";
    private static final String EVENTS = "events";
    private static final Jvm JVM = Jvm.asServices(256);

    /// As the goal is measured.
    public static RulesBenchmark usual() {
        return new RulesBenchmark(
                new Numbers("rules", Map.of(STUDENTS, 10_000, EVENTS, 50_000, Numbers.WARM_UP, 4, Numbers.PAIRS, 5)));
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public Benchmark with(List<String> parts, Map<String, String> options) {
        if (!parts.isEmpty()) {
            throw new IllegalArgumentException("rules has no parts");
        }
        return new RulesBenchmark(sizes.with(options));
    }

    @Override
    public void run(Path folder, PrintStream out) throws Exception {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            List<Deciding> contestants = new ArrayList<>();
            LocalIssuer issuer = LocalIssuer.start(
                    new IssuerSettings(0, SigningKey.ephemeral(), List.of(), List.of()), InstantSource.system());
            open.push(issuer);
            contestants.add(evaluator(folder, issuer, open));
            for (String kind : List.of("plain", "tuned")) {
                contestants.add(loop(kind, folder, open));
            }
            out.printf(
                    "java %s; %d students with %d devices, %d events a segment, %d pairs after %d rounds to warm up%n",
                    JVM,
                    sizes.of(STUDENTS),
                    sizes.of(STUDENTS) * SampleSchool.DEVICES,
                    sizes.of(EVENTS),
                    sizes.of(Numbers.PAIRS),
                    sizes.of(Numbers.WARM_UP));
            Rounds rounds = new Rounds(contestants, new AtomicInteger()::incrementAndGet);
            List<Series> _ = rounds.run(sizes.of(Numbers.WARM_UP));
            Table.print(rounds.run(sizes.of(Numbers.PAIRS)), "event", "events", out);
        } finally {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }

    private Deciding evaluator(Path folder, LocalIssuer issuer, Deque<AutoCloseable> open) throws InterruptedException {
        RulesBed bed = new RulesBed(folder.resolve("kafka-evaluator"), sizes.of(STUDENTS));
        open.push(bed);
        Service service = Service.start(
                "rules-evaluator",
                JVM,
                Map.of(
                        "belltower.rules.state-dir",
                        folder.resolve("state").toString(),
                        "belltower.rules.alerts.at-once",
                        "100000000",
                        "quarkus.oidc.auth-server-url",
                        issuer.url()),
                bed.bootstrapServers(),
                folder);
        open.push(service);
        return new Deciding("rules-evaluator", service.child(), bed, sizes.of(EVENTS));
    }

    private Deciding loop(String kind, Path folder, Deque<AutoCloseable> open) throws Exception {
        RulesBed bed = new RulesBed(folder.resolve("kafka-" + kind), sizes.of(STUDENTS));
        open.push(bed);
        Child child = Child.talking(
                "loop-" + kind,
                JVM.main(DecidingLoop.class, List.of(bed.bootstrapServers(), kind)),
                Files.createDirectories(folder));
        open.push(child);
        child.await("ready");
        return new Deciding("loop on maps, " + kind, child, bed, sizes.of(EVENTS));
    }
}
