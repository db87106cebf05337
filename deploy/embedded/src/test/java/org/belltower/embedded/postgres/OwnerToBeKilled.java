package org.belltower.embedded.postgres;

import java.nio.file.Path;

/// Starts a PostgreSQL, says so, and waits for its own end.
final class OwnerToBeKilled {
    private OwnerToBeKilled() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedDatabase.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), true, "secret");
        System.out.println("ready ");
        Thread.currentThread().join();
    }
}
