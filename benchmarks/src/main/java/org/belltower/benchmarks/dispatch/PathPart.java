package org.belltower.benchmarks.dispatch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.belltower.benchmarks.Figures;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.dispatch.bed.PathBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.benchmarks.dispatch.bed.Simulator.Received;
import org.belltower.benchmarks.dispatch.compare.Alerts;
import org.belltower.benchmarks.dispatch.compare.Alerts.Answered;
import org.belltower.benchmarks.dispatch.compare.Comparison;
import org.belltower.benchmarks.dispatch.compare.Sizes;
import org.belltower.model.Provider;

/// P5, idle: how long an alert takes from event-ingest's answer to the provider while nothing else
/// is sent.
final class PathPart implements Part {
    private static final int DEVICES = 20_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(200);
    /// Of an event.
    private static final int PUSHES = 2;

    @Override
    public String name() {
        return "path";
    }

    @Override
    public void run(Path folder, Sizes sizes, PrintStream out) throws Exception {
        SampleDistrict district = new SampleDistrict(Provider.APNS);
        DispatchBed.Order order = new DispatchBed.Order(
                DEVICES, sizes.inFlight(), sizes.recording().isPresent());
        try (DispatchBed dispatching = new DispatchBed(folder, district, order);
                PathBed bed = new PathBed(dispatching, DEVICES);
                Alerts alerts = new Alerts(bed, DEVICES / 2)) {
            out.printf("services    java %s%n", PathBed.SERVICE);
            int events = Math.max(1, sizes.alerts() / PUSHES);
            // A cold service may refuse some: 429, 503.
            Object _ = measure(bed, alerts, "warm", events, WARM_UP);
            alerts.forgetRefused();
            double before = Comparison.load();
            List<Passed> passed = measure(bed, alerts, "idle", events, sizes.alertsFor());
            if (!alerts.refused().isEmpty()) {
                throw new IllegalStateException("events were not accepted, by status: " + alerts.refused());
            }
            out.printf(
                    "%npath, idle: %d pushes/s for %d s, %d received, each once; load %.1f before, %.1f after%n",
                    events * PUSHES, sizes.alertsFor().toSeconds(), passed.size(), before, Comparison.load());
            print(out, "accepted at ingest to received by the provider", passed, Passed::fromAnswer);
            print(out, "the same from the moment of posting           ", passed, Passed::fromPost);
        }
    }

    /// A push, from the event to the provider, in milliseconds.
    ///
    /// @param fromAnswer may be below 0: the answer travels beside the push
    private record Passed(double fromPost, double fromAnswer) {}

    private static void print(PrintStream out, String what, List<Passed> passed, ToDoubleFunction<Passed> millis) {
        List<Double> all = passed.stream().map(millis::applyAsDouble).toList();
        out.printf(
                "%s: median %.0f ms, p99 %.0f ms, most %.0f ms%n",
                what, Figures.median(all), Figures.percentile(all, 99), Figures.percentile(all, 100));
    }

    private static List<Passed> measure(PathBed bed, Alerts alerts, String name, int events, Duration length) {
        bed.dispatching().simulator().forget();
        Map<String, Answered> answered = alerts.post(name, events, length);
        Map<String, Instant> received = received(bed, answered.size() * PUSHES);
        List<Passed> passed = new ArrayList<>();
        answered.forEach((event, at) -> {
            int device = Integer.parseInt(event.split("-", -1)[1]);
            for (int push = 0; push < PUSHES; push++) {
                Instant arrived = received.get(
                        bed.dispatching().district().id(event, device + push).toString());
                if (arrived == null) {
                    throw new IllegalStateException("the push of " + event + " was not received");
                }
                passed.add(new Passed(millis(at.posted(), arrived), millis(at.accepted(), arrived)));
            }
        });
        return passed;
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    /// Waits for so many.
    ///
    /// @return when each arrived, by its id
    /// @throws IllegalStateException if one came twice, was not accepted, or there are not as many
    ///     in time
    private static Map<String, Instant> received(PathBed bed, int expected) {
        List<Received> all = bed.dispatching().simulator().received();
        long began = System.nanoTime();
        while (all.size() < expected) {
            bed.requireAlive();
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("%d of %d pushes were received".formatted(all.size(), expected));
            }
            LockSupport.parkNanos(LOOK.toNanos());
            all = bed.dispatching().simulator().received();
        }
        Map<String, Instant> arrived = new HashMap<>();
        for (Received push : all) {
            if (arrived.put(push.id(), push.at()) != null || !push.accepted()) {
                throw new IllegalStateException("a push came twice, or was not accepted");
            }
        }
        return arrived;
    }
}
