package org.belltower.benchmarks.rules;

import java.io.PrintStream;
import java.nio.file.Path;
import org.belltower.benchmarks.compare.Numbers;

/// A part of the benchmark, with beds of its own.
interface Part {
    /// What it is called for.
    String name();

    /// Runs and prints its figures. Blocks for minutes.
    ///
    /// @param folder for data, empty
    /// @throws IllegalStateException if what was measured did not do its work
    void run(Path folder, Numbers sizes, PrintStream out) throws Exception;
}
