package org.belltower.benchmarks.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.belltower.benchmarks.Benchmark;
import org.belltower.benchmarks.Figures;

/// Pushes a second that the simulator takes on one core, and what each costs it, with every check
/// that it makes and the ledger that it keeps, beside Pushy's server for benchmarks, which checks
/// and records nothing.
public final class SimulatorBenchmark implements Benchmark {
    private static final int WARM_UP = 4;
    private static final int RUNS = 5;
    private static final int PUSHES = 100_000;
    private static final int CONNECTIONS = 4;
    private static final int OPEN_STREAMS = 500;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "simulator";
    }

    @Override
    public void run(Path folder, PrintStream out) throws Exception {
        try (SimulatorProcess simulator = new SimulatorProcess(folder);
                ServerProcess pushy = new ServerProcess(
                        PushyServerMain.class,
                        List.of(
                                folder.resolve("server.pem").toString(),
                                folder.resolve("server-key.pem").toString()))) {
            int pushyPort = Integer.parseInt(pushy.ready());
            try (Server apns = new Server(
                            folder, simulator.apnsPort(), apns(folder, simulator.apnsPort()), simulator::cpu);
                    Server fcm =
                            new Server(folder, simulator.fcmPort(), fcm(folder, simulator.fcmPort()), simulator::cpu);
                    Server rival = new Server(folder, pushyPort, apns(folder, pushyPort), pushy::cpu)) {
                measure(List.of(apns, rival, fcm));
                out.printf("APNs           %s%n", apns.figures());
                out.printf("FCM            %s%n", fcm.figures());
                out.printf("Pushy's server %s%n", rival.figures());
            }
            requireAllAccepted(simulator);
            ledger(simulator, out);
        }
    }

    private static PushLoad apns(Path folder, int port) throws Exception {
        String token = SenderTokens.provider(folder, SimulatorProcess.TEAM, SimulatorProcess.KEY);
        return new PushLoad.Apns("127.0.0.1:" + port, "bearer " + token, SimulatorProcess.TOPIC);
    }

    private static PushLoad fcm(Path folder, int port) throws Exception {
        String token = SenderTokens.access(folder, SimulatorProcess.PROJECT);
        return new PushLoad.Fcm("127.0.0.1:" + port, token, SimulatorProcess.PROJECT);
    }

    /// Each round is first to last, and the next last to first.
    private static void measure(List<Server> servers) {
        for (int round = -WARM_UP; round < RUNS; round++) {
            if (round == 0) {
                servers.forEach(Server::forgetWarmUp);
            }
            for (Server server : round % 2 == 0 ? servers : servers.reversed()) {
                server.run();
            }
        }
    }

    private static void requireAllAccepted(SimulatorProcess simulator) throws IOException, InterruptedException {
        long sent = (long) PUSHES * (WARM_UP + RUNS);
        for (String provider : List.of("apns", "fcm")) {
            long accepted = simulator.accepted(provider);
            if (accepted != sent) {
                throw new IllegalStateException(provider + " accepted " + accepted + " of " + sent + " pushes");
            }
        }
    }

    private static void ledger(SimulatorProcess simulator, PrintStream out) throws IOException, InterruptedException {
        long began = System.nanoTime();
        long entries = simulator.readLedger();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (entries < SimulatorProcess.LEDGER) {
            throw new IllegalStateException("the ledger told of " + entries + " entries");
        }
        out.printf("ledger         %,d entries read in %.1f s%n", entries, seconds);
    }

    /// A server under load, and what was measured of it.
    private static final class Server implements AutoCloseable {
        private final PushClient client;
        private final Supplier<Duration> cpu;
        private final List<Double> perSecond = new ArrayList<>();
        private final List<Double> cpuMicros = new ArrayList<>();

        Server(Path folder, int port, PushLoad load, Supplier<Duration> cpu) throws SSLException {
            this.client = new PushClient(port, folder.resolve("ca.pem"), load, CONNECTIONS, OPEN_STREAMS);
            this.cpu = cpu;
        }

        void run() {
            Duration cpuBegan = cpu.get();
            long began = System.nanoTime();
            client.send(PUSHES, LONGEST);
            perSecond.add(PUSHES * 1e9 / (System.nanoTime() - began));
            cpuMicros.add(cpu.get().minus(cpuBegan).toNanos() / 1e3 / PUSHES);
        }

        void forgetWarmUp() {
            perSecond.clear();
            cpuMicros.clear();
        }

        String figures() {
            return "%s pushes/s, %.1f us of CPU a push".formatted(Figures.spread(perSecond), Figures.median(cpuMicros));
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
