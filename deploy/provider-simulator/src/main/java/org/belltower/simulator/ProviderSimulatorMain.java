package org.belltower.simulator;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The simulator as a process. It prints one line when it takes connections, `ready apns=18430 fcm=18431
/// control=18432`, and runs until it is told to end (SIGTERM, Ctrl-C). Exit status: 0 after `--help`, 2 for a wrong
/// argument, 1 if it cannot start.
public final class ProviderSimulatorMain {

    private ProviderSimulatorMain() {}

    /// See `--help`.
    public static void main(String[] args) throws InterruptedException {
        List<String> given = List.of(args);
        if (given.contains("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        int failed = run(given);
        if (failed != 0) {
            System.exit(failed);
        }
        new CountDownLatch(1).await();
    }

    private static int run(List<String> given) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(given);
        } catch (IllegalArgumentException e) {
            System.err.println("provider-simulator: " + e.getMessage());
            System.err.print(Arguments.USAGE);
            return 2;
        }
        try {
            start(arguments);
            return 0;
        } catch (RuntimeException e) {
            Throwable cause = e.getCause();
            String because = cause == null ? "" : ": " + cause.getMessage();
            System.err.println("provider-simulator: " + e.getMessage() + because);
            return 1;
        }
    }

    private static void start(Arguments arguments) {
        ProviderSimulator simulator = ProviderSimulator.start(arguments.config());
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "provider-simulator-shutdown"));
        simulator.script().latency(arguments.latency());
        for (Arguments.ApnsKeyArgument key : arguments.apnsKeys()) {
            simulator
                    .credentials()
                    .apnsKey(key.teamId(), key.keyId(), key.topics().toArray(String[]::new));
        }
        arguments.fcmProjects().forEach(simulator.credentials()::serviceAccount);
        System.out.printf(
                "ready apns=%d fcm=%d control=%d%n",
                simulator.apnsPort(), simulator.fcmPort(), simulator.controlPort());
    }
}
