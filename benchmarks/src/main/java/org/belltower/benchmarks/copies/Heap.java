package org.belltower.benchmarks.copies;

import java.util.stream.LongStream;

/// What is in use of the heap.
final class Heap {
    /// The serial collector may leave a twentieth of its old objects where they died, except in every fourth
    /// full collection (HotSpot's MarkSweepDeadRatio and MarkSweepAlwaysCompactCount): so many hold two that
    /// leave nothing.
    private static final int COLLECTIONS = 8;

    private Heap() {}

    /// The least of several full collections.
    static long used() {
        return LongStream.generate(Heap::usedAfterCollection)
                .limit(COLLECTIONS)
                .min()
                .orElseThrow();
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
