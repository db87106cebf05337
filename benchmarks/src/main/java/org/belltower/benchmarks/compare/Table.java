package org.belltower.benchmarks.compare;

import java.io.PrintStream;
import java.util.List;
import org.belltower.benchmarks.Figures;

/// Prints what contestants did. Pure but for the printing.
public final class Table {
    private Table() {}

    /// @param measured the first is held against the others
    /// @param one what was done, in the singular
    /// @param many and in the plural
    public static void print(List<Series> measured, String one, String many, PrintStream out) {
        for (Series series : measured) {
            out.printf(
                    "%-24s %s %s/s, %s us CPU %s %s%n",
                    series.name(),
                    Figures.spread(series.perSecond()),
                    many,
                    Figures.spread(series.cpuMicros(), 1),
                    "aeiou".indexOf(one.charAt(0)) < 0 ? "a" : "an",
                    one);
        }
        Series subject = measured.getFirst();
        for (Series rival : measured.subList(1, measured.size())) {
            out.printf(
                    "%s / %s: %s/s %s, CPU %s (median of %d pairs)%n",
                    subject.name(),
                    rival.name(),
                    many,
                    Figures.spread(subject.speedTo(rival), 2),
                    Figures.spread(subject.cpuTo(rival), 2),
                    rival.segments().size());
        }
    }
}
