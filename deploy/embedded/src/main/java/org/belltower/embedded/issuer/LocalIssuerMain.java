package org.belltower.embedded.issuer;

import java.nio.file.Path;
import java.time.InstantSource;
import org.belltower.embedded.host.ProcessLife;

/// An issuer in a JVM of its own.
///
/// Arguments: the JSON file that [IssuerConfiguration] describes, and optionally `--exit-with-parent`. A change of the
/// file's clients and users holds at the next request. Prints
/// one line, `ready <url>`, on standard output when it answers. SIGTERM ends it. With the option it also ends
/// when the process that started it ends, however that ends. Status 1: it could not start, and standard error
/// says why; 2: the arguments are wrong.
public final class LocalIssuerMain {
    private LocalIssuerMain() {}

    public static void main(String[] arguments) {
        ProcessLife.live(
                arguments,
                "LocalIssuerMain <configuration.json>",
                given -> start(Path.of(given.getFirst()), InstantSource.system()),
                issuer -> "ready " + issuer.url());
    }

    private static LocalIssuer start(Path configuration, InstantSource clock) {
        return LocalIssuer.start(
                configuration, clock, line -> System.err.println("time=" + clock.instant() + " level=WARN " + line));
    }
}
