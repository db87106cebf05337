package org.belltower.dispatch.limit;

/// The part of a project's quota that is one copy's of the service. Firebase counts what all of them
/// send.
///
/// **The idea.** A copy sends what stands on its partitions, and devices are spread over these by a
/// hash: so its part of the partitions is its part of the work, and is to be its part of the quota.
/// A partition is one copy's at a time, so the parts of all copies add up to the whole, with nothing
/// to agree upon; when a copy dies, its part goes where its work goes.
///
/// Pure.
public final class CopyShare {
    private CopyShare() {}

    /// A copy without a partition, which may still send what it took over among those that wait
    /// long, counts as if it had one.
    ///
    /// @param held partitions of the lanes
    /// @param all of the lanes
    public static double of(int held, int all) {
        if (all < 1 || held < 0 || held > all) {
            throw new IllegalArgumentException("a share needs 0 <= held <= all, of 1 or more");
        }
        return Math.max(1, held) / (double) all;
    }
}
