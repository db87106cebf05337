package org.belltower.benchmarks.fcm;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.belltower.benchmarks.Benchmark;
import org.belltower.benchmarks.Figures;

/// Messages a second and CPU of this process a message, at 50 ms of Firebase's latency with a
/// thousand under way: the dispatcher's sender beside firebase-admin as it comes, and beside bare
/// clients that only write JSON.
public final class FcmTransportsBenchmark implements Benchmark {
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;
    private static final int MESSAGES = 20_000;
    /// It needs the time of the others together.
    private static final int STOCK_MESSAGES = 5_000;

    @Override
    public String name() {
        return "fcm-transports";
    }

    @Override
    public void run(Path folder, PrintStream out) throws Exception {
        try (FcmBed bed = new FcmBed(folder);
                Lane dispatcher = new DispatcherLane(bed);
                Lane stock = new StockLane(bed);
                Lane jdk = new JdkLane(bed);
                Lane vertx = new VertxLane(bed)) {
            Timed subject = new Timed(dispatcher, MESSAGES);
            Timed rival = new Timed(stock, STOCK_MESSAGES);
            List<Timed> all = List.of(subject, rival, new Timed(jdk, MESSAGES), new Timed(vertx, MESSAGES));
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                if (round == 0) {
                    all.forEach(Timed::forgetWarmUp);
                }
                for (Timed one : round % 2 == 0 ? all : all.reversed()) {
                    one.run();
                }
            }
            all.forEach(one -> one.print(out));
            out.printf(
                    "dispatcher's sender / firebase-admin: %s %% of messages/s, %s %% of CPU (medians of %d pairs)%n",
                    Figures.spread(percent(subject.perSecond, rival.perSecond)),
                    Figures.spread(percent(subject.cpuMicros, rival.cpuMicros)),
                    ROUNDS);
        }
    }

    private static List<Double> percent(List<Double> subject, List<Double> rival) {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < subject.size(); pair++) {
            ratios.add(100 * subject.get(pair) / rival.get(pair));
        }
        return ratios;
    }

    /// A lane, and what was measured of it.
    private record Timed(Lane lane, int messages, List<Double> perSecond, List<Double> cpuMicros) {
        Timed(Lane lane, int messages) {
            this(lane, messages, new ArrayList<>(), new ArrayList<>());
        }

        void run() throws Exception {
            long cpuBegan = cpuNanos();
            long began = System.nanoTime();
            lane.send(messages);
            perSecond.add(messages * 1e9 / (System.nanoTime() - began));
            cpuMicros.add((cpuNanos() - cpuBegan) / 1e3 / messages);
        }

        void forgetWarmUp() {
            perSecond.clear();
            cpuMicros.clear();
        }

        void print(PrintStream out) {
            out.printf(
                    "%-28s %s messages/s, %s us CPU a message%n",
                    lane.name(), Figures.spread(perSecond), Figures.spread(cpuMicros));
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
