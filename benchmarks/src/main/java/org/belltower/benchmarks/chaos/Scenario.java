package org.belltower.benchmarks.chaos;

import java.io.PrintStream;
import java.util.List;
import org.belltower.benchmarks.dispatch.bed.Neighbour;
import org.belltower.model.Provider;

/// One kind of fault, with a bed of its own.
interface Scenario {
    /// As in the goals (R1, R10), or a word.
    String name();

    /// Whose devices the pushes are for.
    default Provider provider() {
        return Provider.APNS;
    }

    /// Districts beside the one with which the worst is done.
    default List<Neighbour> neighbours() {
        return List.of();
    }

    /// Does its worst and prints what came of it. Blocks for minutes.
    ///
    /// @return what does not hold; empty if everything does
    List<String> run(Field field, Sizes sizes, PrintStream out) throws InterruptedException;
}
