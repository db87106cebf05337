package org.belltower.embedded.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// How a main of this module lives: it starts its server, says so on standard output, and runs until SIGTERM
/// (or Ctrl-C), with `--exit-with-parent` among its arguments no longer than the process that started it.
public final class ProcessLife {
    /// The argument that ties a process to its parent.
    public static final String EXIT_WITH_PARENT = "--exit-with-parent";

    private ProcessLife() {}

    /// Lives; does not return. Ends the process with status 2 if the arguments are not as many as the usage
    /// says, with status 1 and the reason on standard error if the server does not start.
    ///
    /// @param usage name and arguments, for whoever gives other ones
    /// @param start what runs, from the arguments without that of this class
    /// @param ready the line to print when it does
    public static <S extends AutoCloseable> void live(
            String[] arguments, String usage, Function<List<String>, S> start, Function<S, String> ready) {
        List<String> others = new ArrayList<>(Arrays.asList(arguments));
        boolean withParent = others.remove(EXIT_WITH_PARENT);
        if (others.size() != usage.chars().filter(character -> character == '<').count()) {
            System.err.println("usage: " + usage + " [" + EXIT_WITH_PARENT + "]");
            System.exit(2);
        }
        QuietLogs.wholeProcess();
        if (withParent) {
            Thread.ofPlatform().daemon().name("parent").start(ProcessLife::exitAfterParent);
        }
        S server = started(start, others);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "close"));
        System.out.println(ready.apply(server));
        System.out.flush();
        waitForTheEnd();
    }

    private static <S> S started(Function<List<String>, S> start, List<String> arguments) {
        try {
            return start.apply(arguments);
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                System.err.println(cause);
            }
            // A server that got half-way may have left threads behind.
            System.exit(1);
            throw failure;
        }
    }

    private static void exitAfterParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
        System.exit(0);
    }

    // Only the JVM's shutdown ends it.
    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception failure) {
            System.err.println("did not close cleanly: " + failure);
        }
    }
}
