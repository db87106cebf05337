package org.belltower.embedded.issuer;

import java.nio.file.Path;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.embedded.host.ProcessLife;

/// Starts an issuer that shall not outlive it, says so, and waits for its own end.
final class ParentToBeKilled {
    private ParentToBeKilled() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path configuration = Path.of(arguments[0]);
        Path log = configuration.resolveSibling("child.log");
        ChildJvm.start(LocalIssuerMain.class, log, arguments[0], ProcessLife.EXIT_WITH_PARENT);
        System.out.println("ready ");
        Thread.currentThread().join();
    }
}
