package org.belltower.embedded.issuer;

import java.nio.file.Path;
import java.time.InstantSource;
import org.belltower.embedded.host.ProcessLife;
import org.belltower.embedded.host.QuietLogs;

/// An issuer in a JVM of its own.
///
/// Arguments: the JSON file that [IssuerConfiguration] describes, and optionally `--exit-with-parent`. Prints
/// one line, `ready <url>`, on standard output when it answers. SIGTERM ends it. With the option it also ends
/// when the process that started it ends, however that ends.
public final class LocalIssuerMain {
    private LocalIssuerMain() {}

    public static void main(String[] arguments) {
        ProcessLife life = ProcessLife.of(arguments);
        if (life.arguments().size() != 1) {
            System.err.println("usage: LocalIssuerMain <configuration.json> [--exit-with-parent]");
            System.exit(2);
        }
        QuietLogs.wholeProcess();
        IssuerSettings settings =
                IssuerConfiguration.read(Path.of(life.arguments().getFirst()));
        LocalIssuer issuer = LocalIssuer.start(settings, InstantSource.system());
        life.runUntilToldToEnd("ready " + issuer.url(), issuer);
    }
}
