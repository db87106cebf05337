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
import org.belltower.benchmarks.dispatch.bed.BulkSend;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.dispatch.bed.Neighbour;
import org.belltower.benchmarks.dispatch.bed.PathBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.benchmarks.dispatch.bed.Simulator.Received;
import org.belltower.benchmarks.dispatch.compare.Alerts;
import org.belltower.benchmarks.dispatch.compare.Alerts.Answered;
import org.belltower.benchmarks.dispatch.compare.Alerts.Grade;
import org.belltower.benchmarks.dispatch.compare.Arrivals;
import org.belltower.benchmarks.dispatch.compare.Comparison;
import org.belltower.benchmarks.dispatch.compare.Noise;
import org.belltower.benchmarks.dispatch.compare.Receipts;
import org.belltower.benchmarks.dispatch.compare.Sizes;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;

/// P5 and P6: how long an alert takes from event-ingest's answer to the provider, while nothing
/// else is sent, amid a bulk send, and amid that with another district that floods; and what the
/// alerts take from the bulk send.
final class PathPart implements Part {
    private static final DistrictId NOISY = new DistrictId("noisy");
    /// Of each district.
    private static final int DEVICES = 20_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration BULK_WARM_UP = Duration.ofSeconds(20);
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
        SampleDistrict noisy = new SampleDistrict(Provider.APNS, NOISY, SampleDistrict.APP);
        DispatchBed.Order order = new DispatchBed.Order(
                DEVICES,
                sizes.inFlight(),
                sizes.recording().isPresent(),
                false,
                List.of(new Neighbour(noisy, DEVICES, false)));
        try (DispatchBed dispatching = new DispatchBed(folder, district, order);
                PathBed bed = new PathBed(dispatching, List.of(district, noisy), DEVICES, PathBed.Extent.PATH);
                Alerts alerts = new Alerts(bed, DEVICES / 2);
                Arrivals arrivals = new Arrivals(dispatching.simulator())) {
            Measuring measuring =
                    new Measuring(bed, alerts, arrivals, Math.max(1, sizes.alerts() / PUSHES), sizes.alertsFor(), out);
            out.printf("dispatcher  java %s%nservices    java %s%n", DispatchBed.DISPATCHER, PathBed.SERVICE);
            measuring.warmUp();
            Seen idle = measuring.measure("idle");
            try (BulkSend bulk = new BulkSend(dispatching, DEVICES)) {
                double alone = measuring.rate(BULK_WARM_UP, sizes.alertsFor());
                out.printf("%npath, a bulk send alone: %.0f pushes/s%n", alone);
                Seen amid = measuring.measure("amid a bulk send");
                try (Noise noise = new Noise(bed, noisy, DEVICES / 2, sizes.noise())) {
                    measuring.warmUp();
                    Seen flooded = measuring.measure("amid a bulk send and another district's flood");
                    noise.told(out);
                    told(idle, flooded, alone, out);
                }
                bulk.requireGoing();
                out.printf(
                        "P6: bulk %.0f pushes/s with the alerts, %.0f without: %.2f%n",
                        amid.others(), alone, amid.others() / alone);
            }
        }
    }

    private static void told(Seen idle, Seen amid, double alone, PrintStream out) {
        out.printf(
                "%nP5: p99 %.0f ms, %.0f ms idle: %.2f; the other pushes went at %.2f of what a bulk send reaches alone%n",
                amid.p99(), idle.p99(), amid.p99() / idle.p99(), amid.others() / alone);
    }

    private static double perSecond(long count, long began) {
        return count / ((System.nanoTime() - began) / 1e9);
    }

    /// A push, from the event to the provider, in milliseconds.
    ///
    /// @param fromAnswer may be below 0: the answer travels beside the push
    private record Passed(double fromPost, double fromAnswer) {}

    /// @param p99 from the answer to the arrival, in milliseconds
    /// @param others pushes a second that were no such alerts
    private record Seen(double p99, double others) {}

    /// @param events a second
    private record Measuring(
            PathBed bed, Alerts alerts, Arrivals arrivals, int events, Duration length, PrintStream out) {
        /// Cold services may refuse events (429, 503), and sends that wait for a cold connection may
        /// be done twice: nothing of it counts, but all that was accepted has to get through.
        void warmUp() {
            List<Grade> grades = alerts.next("warm", Math.toIntExact(events * WARM_UP.toSeconds()));
            arrivals.await(pushes(grades).keySet());
            Map<String, Answered> answered = alerts.post(grades, events);
            List<Received> _ = received(pushes(accepted(grades, answered)).keySet());
            alerts.forgetRefused();
        }

        private static List<Grade> accepted(List<Grade> grades, Map<String, Answered> answered) {
            return grades.stream()
                    .filter(grade -> answered.containsKey(grade.id()))
                    .toList();
        }

        /// What arrives a second, after a while.
        double rate(Duration warmUp, Duration counted) {
            LockSupport.parkNanos(warmUp.toNanos());
            long before = arrivals.count();
            long began = System.nanoTime();
            LockSupport.parkNanos(counted.toNanos());
            bed.requireAlive();
            return perSecond(arrivals.count() - before, began);
        }

        /// @throws IllegalStateException if an event was refused, or a push is missing, came twice
        ///     or was not accepted
        Seen measure(String name) {
            double before = Comparison.load();
            List<Grade> grades = alerts.next("counted", Math.toIntExact(events * length.toSeconds()));
            Map<String, String> eventOf = pushes(grades);
            arrivals.await(eventOf.keySet());
            long arrived = arrivals.count();
            long began = System.nanoTime();
            Map<String, Answered> answered = alerts.post(grades, events);
            double all = perSecond(arrivals.count() - arrived, began);
            if (!alerts.refused().isEmpty()) {
                throw new IllegalStateException("events were not accepted, by status: " + alerts.refused());
            }
            List<Received> received = received(eventOf.keySet());
            Object _ = Receipts.check(eventOf.keySet(), Set.of(), received);
            List<Passed> passed = received.stream()
                    .map(push -> {
                        Answered at = Objects.requireNonNull(answered.get(eventOf.get(push.id())));
                        return new Passed(millis(at.posted(), push.at()), millis(at.accepted(), push.at()));
                    })
                    .toList();
            out.printf(
                    "%npath, %s: %d pushes/s for %d s, %d received, each once; load %.1f before, %.1f after%n",
                    name, events * PUSHES, length.toSeconds(), passed.size(), before, Comparison.load());
            print("accepted at ingest to received by the provider", passed, Passed::fromAnswer);
            print("the same from the moment of posting           ", passed, Passed::fromPost);
            double p99 =
                    Figures.percentile(passed.stream().map(Passed::fromAnswer).toList(), 99);
            return new Seen(p99, Math.max(0, all - events * PUSHES));
        }

        private void print(String what, List<Passed> passed, ToDoubleFunction<Passed> millis) {
            List<Double> all = passed.stream().map(millis::applyAsDouble).toList();
            out.printf(
                    "%s: median %.0f ms, p99 %.0f ms, most %.0f ms%n",
                    what, Figures.median(all), Figures.percentile(all, 99), Figures.percentile(all, 100));
        }

        /// The events by the pushes that they make.
        private Map<String, String> pushes(List<Grade> grades) {
            SampleDistrict district = bed.dispatching().district();
            Map<String, String> pushes = new HashMap<>();
            for (Grade grade : grades) {
                for (int push = 0; push < PUSHES; push++) {
                    pushes.put(district.id(grade.id(), grade.device() + push).toString(), grade.id());
                }
            }
            return pushes;
        }

        /// Waits until each is there at least once.
        ///
        /// @return what was received of them
        /// @throws IllegalStateException if some do not come in time
        private List<Received> received(Set<String> expected) {
            long began = System.nanoTime();
            while (true) {
                List<Received> received = arrivals.of(expected);
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

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
