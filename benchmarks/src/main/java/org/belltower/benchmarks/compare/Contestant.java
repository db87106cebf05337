package org.belltower.benchmarks.compare;

/// Who works through segments: what is measured, or a rival of it.
public interface Contestant {
    /// As it stands beside its figures.
    String name();

    /// Does a segment and returns when all of it is done. Blocks.
    ///
    /// @param number of the segment, never used before: what it holds is its own
    /// @throws IllegalStateException if something of it was not done exactly once
    Segment run(int number) throws Exception;
}
