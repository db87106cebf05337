package org.belltower.local.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How a start ended.
public sealed interface StartResult {
    /// It is ready.
    record Ready(Duration took) implements StartResult {}

    /// It is not, for a reason of its own.
    ///
    /// @param name which process
    /// @param reason what happened, as the end of a sentence that begins with the name
    /// @param log where its output is
    /// @param lastLines the end of that output
    record Failed(String name, String reason, Path log, List<String> lastLines) implements StartResult {
        public Failed {
            lastLines = List.copyOf(lastLines);
        }
    }

    /// It was told to stop before it was ready.
    record Stopped() implements StartResult {}
}
