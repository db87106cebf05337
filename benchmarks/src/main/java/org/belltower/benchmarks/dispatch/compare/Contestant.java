package org.belltower.benchmarks.dispatch.compare;

/// Who sends segments of pushes to the simulator: the dispatcher or a rival.
public interface Contestant {
    /// As it stands beside its figures.
    String name();

    /// Sends the pushes of a segment and returns when all is done. Blocks.
    ///
    /// @param number of the segment, never used before: its pushes are its own
    /// @throws IllegalStateException if a push was not received exactly once, or not accepted
    Segment send(int number) throws Exception;
}
