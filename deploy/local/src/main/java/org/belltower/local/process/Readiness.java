package org.belltower.local.process;

import java.net.URI;
import java.util.regex.Pattern;

/// How one sees from outside that a process can be used.
public sealed interface Readiness {
    /// A line of its output, written since it was started, in which the pattern is found.
    record LogLine(Pattern pattern) implements Readiness {}

    /// A GET that is answered with 200.
    record HttpOk(URI address) implements Readiness {}
}
