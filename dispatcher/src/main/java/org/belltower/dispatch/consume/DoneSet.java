package org.belltower.dispatch.consume;

import java.util.BitSet;

/// The records of one lane partition that have an outcome already, as the tail of the outcomes tells: those
/// from a position up to the lane's end. A bit a record between the two, whatever the tail says. Not
/// thread-safe.
public final class DoneSet {
    private final long position;
    private final long end;
    private final BitSet done = new BitSet();

    /// @param position what is committed: records below it are of no interest
    /// @param end where the lane's partition ends: nobody can have sent what is not there
    public DoneSet(long position, long end) {
        this.position = position;
        this.end = end;
    }

    /// Notes an outcome. Repeatable. A record below the position is passed over, and so is one that is more
    /// than two thousand million above it.
    ///
    /// @return false if the lane has no such record: noted, it would swallow the push that gets this offset
    ///     one day
    public boolean add(long offset) {
        if (offset < 0 || offset >= end) {
            return false;
        }
        if (isInReach(offset)) {
            done.set((int) (offset - position));
        }
        return true;
    }

    public boolean contains(long offset) {
        return isInReach(offset) && done.get((int) (offset - position));
    }

    /// Whether a record at or above the offset is in the set.
    public boolean reaches(long offset) {
        return done.length() > offset - position;
    }

    public int size() {
        return done.cardinality();
    }

    private boolean isInReach(long offset) {
        return offset >= position && offset - position < Integer.MAX_VALUE;
    }
}
