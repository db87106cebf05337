package org.belltower.benchmarks.dispatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.belltower.benchmarks.Figures;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.dispatch.bed.PathBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.benchmarks.dispatch.bed.Simulator.Received;
import org.belltower.benchmarks.dispatch.compare.Comparison;
import org.belltower.benchmarks.dispatch.compare.Receipts;
import org.belltower.benchmarks.dispatch.compare.Sizes;
import org.belltower.benchmarks.ingest.BatchPoster;
import org.belltower.model.Provider;
import org.belltower.model.wire.JsonCodec;

/// P13: how many change events about one family each get through all services in a second, from the
/// post of the first to the provider's receipt of the last push, and to where the history holds all decisions and
/// outcomes. Each is about another student, and two phones are told.
final class ThroughPart implements Part {
    private static final int DEVICES = 100_000;
    private static final int PUSHES = 2;
    private static final int EVENTS = 25_000;
    private static final int BATCH = 100;
    private static final int REQUESTS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(200);

    /// Events a second.
    private record Rates(double received, double kept) {}

    @Override
    public String name() {
        return "through";
    }

    @Override
    public void run(Path folder, Sizes sizes, PrintStream out) throws Exception {
        SampleDistrict district = new SampleDistrict(Provider.APNS);
        DispatchBed.Order order = new DispatchBed.Order(
                DEVICES, sizes.inFlight(), sizes.recording().isPresent(), true, List.of());
        try (DispatchBed dispatching = new DispatchBed(folder, district, order);
                PathBed bed = new PathBed(dispatching, List.of(district), DEVICES, PathBed.Extent.SUITE);
                BatchPoster poster = new BatchPoster(bed.events(), bed.token(district), REQUESTS)) {
            out.printf(
                    "dispatcher  java %s%nservices    java %s%n%d events a round, %d rounds after %d to warm up%n",
                    DispatchBed.DISPATCHER, PathBed.SERVICE, EVENTS, sizes.pairs(), sizes.warmUp());
            int round = 0;
            while (round < sizes.warmUp()) {
                Rates _ = perSecond(bed, poster, round++);
            }
            double before = Comparison.load();
            List<Rates> measured = new ArrayList<>();
            while (measured.size() < sizes.pairs()) {
                measured.add(perSecond(bed, poster, round++));
            }
            out.printf(
                    "%nthrough: %s events/s of one family each, %s kept by the history, load %.1f before, %.1f after%n",
                    Figures.spread(measured.stream().map(Rates::received).toList()),
                    Figures.spread(measured.stream().map(Rates::kept).toList()),
                    before,
                    Comparison.load());
        }
    }

    /// @throws IllegalStateException if a push is missing, came twice or was not accepted, or if the history does not
    ///     keep what it should
    private static Rates perSecond(PathBed bed, BatchPoster poster, int round) throws Exception {
        SampleDistrict district = bed.dispatching().district();
        Set<String> expected = new HashSet<>();
        List<byte[]> batches = batches(district, round, expected);
        bed.dispatching().simulator().forget();
        long kept = bed.dispatching().kept() + EVENTS * (1L + PUSHES);
        Instant began = Instant.now();
        poster.post(batches);
        long waiting = System.nanoTime();
        List<Received> received = new ArrayList<>();
        while (received.size() < expected.size() && System.nanoTime() - waiting < PATIENCE.toNanos()) {
            bed.requireAlive();
            LockSupport.parkNanos(LOOK.toNanos());
            received.addAll(bed.dispatching().simulator().received(received.size()));
        }
        Duration _ = Receipts.check(expected, Set.of(), received);
        Instant last = received.stream()
                .map(Received::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new Rates(perSecond(began, last), perSecond(began, keptBy(bed, kept)));
    }

    private static double perSecond(Instant began, Instant ended) {
        return EVENTS * 1e9 / Duration.between(began, ended).toNanos();
    }

    /// When the history has kept so many records: one decision of each event, and one outcome of each push.
    private static Instant keptBy(PathBed bed, long records) throws InterruptedException {
        long waiting = System.nanoTime();
        long kept = bed.dispatching().kept();
        while (kept < records && System.nanoTime() - waiting < PATIENCE.toNanos()) {
            bed.requireAlive();
            LockSupport.parkNanos(LOOK.toNanos());
            kept = bed.dispatching().kept();
        }
        if (kept != records) {
            throw new IllegalStateException("The history has kept %d records, and not %d".formatted(kept, records));
        }
        return Instant.now();
    }

    /// Half of the students in one round, the others in the next: none is told too much.
    private static List<byte[]> batches(SampleDistrict district, int round, Set<String> expected) {
        List<byte[]> batches = new ArrayList<>();
        Instant now = Instant.now();
        for (int from = 0; from < EVENTS; from += BATCH) {
            ArrayNode batch = JsonCodec.mapper().createArrayNode();
            for (int number = from; number < from + BATCH; number++) {
                String event = "through-" + round + "-" + number;
                int device = (round % 2 * EVENTS + number) * PUSHES;
                batch.add(SampleDistrict.gradePosted(event, device, round % 100, now));
                expected.add(district.id(event, device).toString());
                expected.add(district.id(event, device + 1).toString());
            }
            batches.add(JsonCodec.write(batch));
        }
        return batches;
    }
}
