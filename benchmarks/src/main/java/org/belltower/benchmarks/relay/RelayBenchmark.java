package org.belltower.benchmarks.relay;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.belltower.benchmarks.Benchmark;
import org.belltower.benchmarks.Figures;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.roster.postgres.PostgresRosterWriter;

/// Changed students a second that the relay publishes from marks in PostgreSQL to acknowledged audiences in Kafka,
/// beside a bare producer of the same records; and how long a logout waits, idle, amid an import, and amid
/// rosters.
public final class RelayBenchmark implements Benchmark {
    private static final int STUDENTS = 20_000;
    private static final int WARM_UP = 2;
    private static final int PAIRS = 5;
    private static final int BATCH = 500;
    private static final int LOGOUTS = 100;

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public void run(Path folder, PrintStream out) throws Exception {
        try (RelayBed bed = new RelayBed(folder);
                PublishedAudiences published = new PublishedAudiences(bed.clients())) {
            DistrictTransactions transactions = bed.transactions();
            SampleStudents.load(transactions, STUDENTS);
            bed.awaitPublished();
            var records = published.expect(STUDENTS);
            try (BareProducer plain = BareProducer.plain(bed.clients(), records, BATCH);
                    BareProducer tuned = BareProducer.tuned(bed.clients(), records, BATCH)) {
                Timed relay = new Timed(published, () -> {
                    SampleStudents.changeAll(transactions);
                    bed.awaitPublished();
                });
                throughput(
                        relay,
                        List.of(new Timed(published, plain::publishAll), new Timed(published, tuned::publishAll)),
                        out);
            }
            logouts(bed, transactions, out);
        }
    }

    /// Publishes the audiences of all students.
    @FunctionalInterface
    private interface Publishing {
        void publishAll() throws Exception;
    }

    /// Who publishes, and what was measured of it.
    private record Timed(
            PublishedAudiences published, Publishing publishing, List<Double> perSecond, List<Double> cpuMicros) {
        Timed(PublishedAudiences published, Publishing publishing) {
            this(published, publishing, new ArrayList<>(), new ArrayList<>());
        }

        /// @throws IllegalStateException if a student is missing
        void run() throws Exception {
            long cpuBegan = cpuNanos();
            long began = System.nanoTime();
            publishing.publishAll();
            perSecond.add(STUDENTS * 1e9 / (System.nanoTime() - began));
            cpuMicros.add((cpuNanos() - cpuBegan) / 1e3 / STUDENTS);
            published.expect(STUDENTS);
        }

        void forgetWarmUp() {
            perSecond.clear();
            cpuMicros.clear();
        }

        List<Double> percentOf(Timed rival) {
            List<Double> ratios = new ArrayList<>();
            for (int pair = 0; pair < perSecond.size(); pair++) {
                ratios.add(100 * perSecond.get(pair) / rival.perSecond.get(pair));
            }
            return ratios;
        }
    }

    /// Each round is first to last, and the next last to first.
    private static void throughput(Timed relay, List<Timed> rivals, PrintStream out) throws Exception {
        List<Timed> all = new ArrayList<>(rivals);
        all.addFirst(relay);
        for (int round = -WARM_UP; round < PAIRS; round++) {
            if (round == 0) {
                all.forEach(Timed::forgetWarmUp);
            }
            for (Timed one : round % 2 == 0 ? all : all.reversed()) {
                one.run();
            }
        }
        Timed plain = rivals.getFirst();
        Timed tuned = rivals.getLast();
        out.printf("relay                    %s students/s%n", Figures.spread(relay.perSecond));
        out.printf("bare producer, defaults  %s records/s%n", Figures.spread(plain.perSecond));
        out.printf("bare producer, tuned     %s records/s%n", Figures.spread(tuned.perSecond));
        out.printf(
                "relay / defaults         %s %% (median of %d pairs)%n", Figures.spread(relay.percentOf(plain)), PAIRS);
        out.printf(
                "relay / tuned            %s %% (median of %d pairs)%n", Figures.spread(relay.percentOf(tuned)), PAIRS);
        out.printf(
                "relay's own CPU          %s us a student, PostgreSQL's and Kafka's apart%n",
                Figures.spread(relay.cpuMicros));
        out.printf("bare producer's own CPU  %s us a record, tuned%n", Figures.spread(tuned.cpuMicros));
    }

    private static void logouts(RelayBed bed, DistrictTransactions transactions, PrintStream out) throws Exception {
        PostgresDevices devices = new PostgresDevices(transactions, InstantSource.system());
        List<Double> idle = new ArrayList<>();
        List<Double> amid = new ArrayList<>();
        for (int number = 0; number < LOGOUTS; number++) {
            idle.add(logout(devices, number));
        }
        for (int number = 0; number < LOGOUTS; number++) {
            if (number % 10 == 0) {
                bed.awaitPublished();
                SampleStudents.changeAll(transactions);
            }
            amid.add(logout(devices, number));
        }
        bed.awaitPublished();
        List<Double> rosters = amidRosters(transactions, devices);
        bed.awaitPublished();
        print(out, "logout, idle                             ", idle);
        print(out, "logout amid an import                    ", amid);
        print(out, "logout amid rosters with the same person ", rosters);
    }

    /// One roster after the other is written meanwhile, and each of their transactions is about the person, too.
    private static List<Double> amidRosters(DistrictTransactions transactions, PostgresDevices devices)
            throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Double> millis = new ArrayList<>();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Integer> writing = thread.submit(() -> {
                PostgresRosterWriter writer = new PostgresRosterWriter(transactions);
                int written = 0;
                while (!done.get()) {
                    SampleStudents.changed(writer.write(SampleStudents.DISTRICT, SampleStudents.roster(written++)));
                }
                return written;
            });
            try {
                for (int number = 0; number < LOGOUTS; number++) {
                    millis.add(logout(devices, number));
                }
            } finally {
                done.set(true);
            }
            if (writing.get() < 2) {
                throw new IllegalStateException("no roster was written meanwhile");
            }
        }
        return millis;
    }

    private static void print(PrintStream out, String what, List<Double> millis) {
        out.printf(
                "%s median %.0f ms, p99 %.0f ms, answered after Kafka's acknowledgement%n",
                what, Figures.median(millis), Figures.percentile(millis, 99));
    }

    private static double logout(PostgresDevices devices, int number) {
        DeviceId device = new DeviceId("phone-" + number);
        PersonId person = new PersonId("g-1-1");
        // Later than any logout, so that they come back.
        SignIn signIn = new SignIn(person, Instant.MAX);
        var _ = devices.register(
                SampleStudents.DISTRICT,
                device,
                signIn,
                new Registration(
                        new AppId("family"),
                        Provider.FCM,
                        new DeviceToken("phone-token-" + number),
                        true,
                        Permission.ALLOWED,
                        null,
                        null));
        long began = System.nanoTime();
        if (!devices.logOut(SampleStudents.DISTRICT, device, signIn)) {
            throw new IllegalStateException("the device was not signed in");
        }
        double millis = (System.nanoTime() - began) / 1e6;
        boolean _ = devices.delete(SampleStudents.DISTRICT, device, signIn);
        return millis;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
