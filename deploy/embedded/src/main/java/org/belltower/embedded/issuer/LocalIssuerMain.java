package org.belltower.embedded.issuer;

import java.nio.file.Path;
import java.time.InstantSource;
import org.belltower.embedded.host.ProcessLife;

/// An issuer in a JVM of its own.
///
/// Arguments: the JSON file that [IssuerConfiguration] describes, and optionally `--exit-with-parent`. Prints
/// one line, `ready <url>`, on standard output when it answers. SIGTERM ends it. With the option it also ends
/// when the process that started it ends, however that ends. Status 1: it could not start, and standard error
/// says why; 2: the arguments are wrong.
public final class LocalIssuerMain {
    private LocalIssuerMain() {}

    public static void main(String[] arguments) {
        ProcessLife.live(
                arguments,
                "LocalIssuerMain <configuration.json>",
                given -> LocalIssuer.start(IssuerConfiguration.read(Path.of(given.getFirst())), InstantSource.system()),
                issuer -> "ready " + issuer.url());
    }
}
