package org.belltower.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Something that is measured, beside its rivals in the same run.
public interface Benchmark {
    /// What it is called for.
    String name();

    /// The same, with only some of its parts and other sizes.
    ///
    /// @param parts by name; all if there are none
    /// @param options by name, without dashes
    /// @throws IllegalArgumentException if there is no such part or option, or its value will not
    ///     do
    default Benchmark with(List<String> parts, Map<String, String> options) {
        if (parts.isEmpty() && options.isEmpty()) {
            return this;
        }
        throw new IllegalArgumentException(
                "There is no benchmark %s, and %s takes nothing".formatted(String.join(" ", parts), name()));
    }

    /// Runs and prints its figures. Blocks for minutes.
    ///
    /// @param folder for data, empty
    /// @throws IllegalStateException if what was measured did not do its work
    void run(Path folder, PrintStream out) throws Exception;
}
