package org.belltower.benchmarks.dispatch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.belltower.benchmarks.dispatch.compare.Receipts;
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
            warmUp(bed, alerts, events);
            double before = Comparison.load();
            List<Passed> passed = measure(bed, alerts, events, sizes.alertsFor());
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

    /// Cold services may refuse events (429, 503), and sends that wait for a cold connection may be
    /// done twice: nothing of it counts, but all that was accepted has to get through.
    private static void warmUp(PathBed bed, Alerts alerts, int events) {
        Map<String, Answered> answered = alerts.post("warm", events, WARM_UP);
        List<Received> _ = received(bed, pushes(bed, answered.keySet()).keySet());
        alerts.forgetRefused();
    }

    /// @throws IllegalStateException if an event was refused, or a push is missing, came twice or
    ///     was not accepted
    private static List<Passed> measure(PathBed bed, Alerts alerts, int events, Duration length) {
        bed.dispatching().simulator().forget();
        Map<String, Answered> answered = alerts.post("idle", events, length);
        if (!alerts.refused().isEmpty()) {
            throw new IllegalStateException("events were not accepted, by status: " + alerts.refused());
        }
        Map<String, String> eventOf = pushes(bed, answered.keySet());
        List<Received> received = received(bed, eventOf.keySet());
        Object _ = Receipts.check(eventOf.keySet(), Set.of(), received);
        return received.stream()
                .map(push -> {
                    Answered at = Objects.requireNonNull(answered.get(eventOf.get(push.id())));
                    return new Passed(millis(at.posted(), push.at()), millis(at.accepted(), push.at()));
                })
                .toList();
    }

    /// The events by the pushes that they make.
    private static Map<String, String> pushes(PathBed bed, Set<String> events) {
        Map<String, String> pushes = new HashMap<>();
        for (String event : events) {
            int device = Integer.parseInt(event.split("-", -1)[1]);
            for (int push = 0; push < PUSHES; push++) {
                pushes.put(bed.dispatching().district().id(event, device + push).toString(), event);
            }
        }
        return pushes;
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    /// Waits until each is there at least once.
    ///
    /// @return what was received of them
    /// @throws IllegalStateException if some do not come in time
    private static List<Received> received(PathBed bed, Set<String> expected) {
        long began = System.nanoTime();
        while (true) {
            List<Received> received = bed.dispatching().simulator().received().stream()
                    .filter(push -> expected.contains(push.id()))
                    .toList();
            long missing = expected.size()
                    - received.stream().map(Received::id).distinct().count();
            if (missing == 0) {
                return received;
            }
            bed.requireAlive();
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "%d of %d pushes were not received".formatted(missing, expected.size()));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
