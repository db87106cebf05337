package org.belltower.embedded.host;

import java.util.Arrays;
import java.util.List;

/// How long a main of this module runs: until SIGTERM (or Ctrl-C), and with `--exit-with-parent` among its
/// arguments no longer than the process that started it.
///
/// @param arguments the others
/// @param withParent whether it ends with its parent
public record ProcessLife(List<String> arguments, boolean withParent) {
    /// The argument that ties a process to its parent.
    public static final String EXIT_WITH_PARENT = "--exit-with-parent";

    public ProcessLife {
        arguments = List.copyOf(arguments);
    }

    public static ProcessLife of(String[] arguments) {
        List<String> all = Arrays.asList(arguments);
        return new ProcessLife(
                all.stream()
                        .filter(argument -> !argument.equals(EXIT_WITH_PARENT))
                        .toList(),
                all.contains(EXIT_WITH_PARENT));
    }

    /// Says that the server is ready and returns; the server's own threads keep the process up. When told to
    /// end, the server is closed first.
    public void runUntilToldToEnd(String ready, AutoCloseable server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "close"));
        if (withParent) {
            Thread.ofPlatform().daemon().name("parent").start(ProcessLife::exitAfterParent);
        }
        System.out.println(ready);
        System.out.flush();
    }

    private static void exitAfterParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
        System.exit(0);
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception failure) {
            System.err.println("did not close cleanly: " + failure);
        }
    }
}
