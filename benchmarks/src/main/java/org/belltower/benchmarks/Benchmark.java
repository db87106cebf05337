package org.belltower.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;

/// Something that is measured, beside its rivals in the same run.
public interface Benchmark {
    /// What it is called for.
    String name();

    /// Runs and prints its figures. Blocks for minutes.
    ///
    /// @param folder for data, empty
    /// @throws IllegalStateException if what was measured did not do its work
    void run(Path folder, PrintStream out) throws Exception;
}
